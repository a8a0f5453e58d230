import type { FastifyInstance } from 'fastify';
import { extensionBySip } from '../account';
import type { Campaign } from '../dialer/campaigns';
import { readNamed, textOf } from '../http/parameters';
import { untrusted } from '../http/trust';
import type { World } from '../world';
import {
	campaignOf,
	checkCode,
	type DialerAnswer,
	FIELDS,
	type Fields,
	OK,
	Refusal,
	totalsOf,
} from './dialerRequest';
import {
	addCall,
	addCallsBulk,
	clearCampaignCalls,
	pendingCalls,
	removeCall,
	updateCall,
} from './dialerTargets';

type Method = (world: World, fields: Fields) => object;

/** Dialer (voicenter-api.md §7). POST JSON, most methods also GET. */
export function dialerService(server: FastifyInstance, world: World): void {
	const add = (methods: ('GET' | 'POST')[], name: string, answer: Method) => {
		server.route({
			method: methods,
			url: `/ForwardDialer/Dialer/${name}`,
			handler: (request, reply) => {
				const refusal = untrusted(world, request, reply);
				if (refusal) return { ErrorCode: 1, Description: refusal };
				return orRefusal(() => {
					const fields = readNamed(request, FIELDS) ?? {};
					checkCode(world, fields);
					return answer(world, fields);
				});
			},
		});
	};
	add(['GET', 'POST'], 'GetCampaignList', campaignList);
	add(['GET', 'POST'], 'GetCampaignDetails', campaignDetails);
	add(['GET', 'POST'], 'AddCall', addCall);
	add(['GET', 'POST'], 'UpdateCall', updateCall);
	add(['GET', 'POST'], 'RemoveCall', removeCall);
	add(['GET', 'POST'], 'ClearCampaignCalls', clearCampaignCalls);
	add(['GET', 'POST'], 'StartCampaign', (_, fields) => switchCampaign(world, fields, true));
	add(['GET', 'POST'], 'StopCampaign', (_, fields) => switchCampaign(world, fields, false));
	add(['GET', 'POST'], 'GetMembersList', membersList);
	add(['GET', 'POST'], 'AddMember', addMember);
	add(['GET', 'POST'], 'RemoveMember', removeMember);
	add(['GET', 'POST'], 'UpdateCampaignStrategy', updateStrategy);
	add(['POST'], 'GetCampaignPendingCalls', pendingCalls);
	server.post('/ForwardDialer/Dialer/AddCallsBulk', (request, reply) => {
		const refusal = untrusted(world, request, reply);
		return refusal ? { ErrorCode: 1, Description: refusal } : addCallsBulk(world, request.body);
	});
	// The reference is silent on a GET of these; this is what the web framework under such a path says.
	for (const name of ['GetCampaignPendingCalls', 'AddCallsBulk']) {
		server.get(`/ForwardDialer/Dialer/${name}`, (_request, reply) =>
			reply.status(405).send({ Message: "The requested resource does not support http method 'GET'." }),
		);
	}
}

function orRefusal(answer: () => object): object {
	try {
		return answer();
	} catch (error) {
		if (error instanceof Refusal) return { ErrorCode: error.errorCode, Description: error.message };
		throw error;
	}
}

// The reference gives no number for a missing or wrong Code; 1 is assumed, as of a wrong campaign code.
function campaignList(world: World, fields: Fields): DialerAnswer {
	if (textOf(fields.Code) === undefined) throw new Refusal(1, 'Authorization failed');
	return { Data: world.dialer.campaigns().map((campaign) => details(world, campaign)), ...OK };
}

function campaignDetails(world: World, fields: Fields): DialerAnswer {
	return { Data: details(world, campaignOf(world, fields)), ...OK };
}

function details(world: World, campaign: Campaign): object {
	const { TotalPendingCalls, MaxPriority, MinPriority } = totalsOf(world.dialer.pending(campaign.code));
	return {
		Name: campaign.name,
		StatusName: campaign.enabled ? 'Enabled' : 'Disabled',
		TotalPendingCalls,
		MaxPriority,
		MinPriority,
		TotalAwaitingCalls: campaign.kind === 'ivr' ? TotalPendingCalls : null,
		Code: campaign.code,
	};
}

function switchCampaign(world: World, fields: Fields, enabled: boolean): DialerAnswer {
	// "Campaign code missing" is documented for the target methods only.
	const campaign = world.dialer.find(textOf(fields.Campaign) ?? '');
	if (!campaign) throw new Refusal(1, 'Invalid campaign code');
	world.dialer.changeCampaign(campaign.code, { enabled });
	return OK;
}

// An IVR dialer has no members: the list is empty then.
function membersList(world: World, fields: Fields): DialerAnswer {
	const members = campaignOf(world, fields).members.map((sip) => ({
		Member: sip,
		DisplayName: extensionBySip(world.account.get(), sip)?.name ?? sip,
	}));
	return { Data: members, ...OK };
}

// Errors 0 and 2 are the only ones documented: a wrong campaign, an IVR dialer, an unknown extension and one that is
// a member already are all told by the total alone.
function addMember(world: World, fields: Fields): DialerAnswer {
	const sip = textOf(fields.Member);
	if (sip === undefined)
		return { Data: total(world, { TotalAdded: -1 }), ErrorCode: 2, Description: 'Member missing' };
	const campaign = world.dialer.find(textOf(fields.Campaign) ?? '');
	const possible = campaign?.kind === 'agent' && extensionBySip(world.account.get(), sip) !== undefined;
	if (!possible || campaign.members.includes(sip)) return { Data: total(world, { TotalAdded: -1 }), ...OK };
	world.dialer.changeCampaign(campaign.code, { members: [...campaign.members, sip] });
	return { Data: total(world, { TotalAdded: 1 }), ...OK };
}

function total(world: World, data: object): object {
	return world.dialerRules.get().memberTotals === 'list' ? [data] : data;
}

function removeMember(world: World, fields: Fields): DialerAnswer {
	const sip = textOf(fields.Member);
	if (sip === undefined)
		return { Data: total(world, { TotalRemoved: 0 }), ErrorCode: 2, Description: 'Member missing' };
	const campaign = world.dialer.find(textOf(fields.Campaign) ?? '');
	if (!campaign?.members.includes(sip)) return { Data: total(world, { TotalRemoved: 0 }), ...OK };
	const members = campaign.members.filter((member) => member !== sip);
	world.dialer.changeCampaign(campaign.code, { members });
	return { Data: total(world, { TotalRemoved: 1 }), ...OK };
}

// The reference documents only 0. Assumed: 1 for the campaign, as everywhere, and 2 for an agent dialer and for values
// it forbids. The blank inside ErrorCode's key is the document's.
function updateStrategy(world: World, fields: Fields): object {
	const blank = ({ ErrorCode, Description }: DialerAnswer) => ({ ' ErrorCode': ErrorCode, Description });
	const campaign = world.dialer.find(textOf(fields.Campaign) ?? '');
	if (!campaign) return blank({ ErrorCode: 1, Description: 'Invalid campaign code' });
	const queueId = Number(textOf(fields.setQueueForMonitoring));
	const maximumCallers = Number(textOf(fields.setQueueMaximumCallers));
	const coefficient = Number(textOf(fields.setCoefficient));
	const right =
		campaign.kind === 'ivr' &&
		world.account.get().queues.some(({ id }) => id === queueId) &&
		Number.isInteger(maximumCallers) &&
		maximumCallers > 0 &&
		Number.isInteger(coefficient) &&
		coefficient > 1;
	if (!right) return blank({ ErrorCode: 2, Description: 'Internal error occurred' });
	world.dialer.changeCampaign(campaign.code, { strategy: { queueId, maximumCallers, coefficient } });
	return blank(OK);
}
