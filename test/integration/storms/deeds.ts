/** What a user can do that must not be done twice, and how Voicenter sees how often it was done. */
import type { Simulator } from '../../simulator';
import type { Run } from '../../n8nCore/action';
import { chosen } from '../../n8nCore/chosen';
import { IVR } from '../reference/operations';
import type { Random } from './random';

type Control = Simulator['control'];

/** One attempt of a user. */
export interface Deed {
	name: string;
	run: Pick<Run, 'parameters' | 'items'>;
	/** What must be so at Voicenter before. */
	prepare?: (simulator: Simulator) => Promise<unknown>;
	/** How often it was done, of each thing that it does; each must be 0 or 1. */
	effects: (control: Control) => number[];
	/** To do it twice is to do it once, so that it may be sent again. */
	isRepeatable?: boolean;
}

/** Numbers that no other attempt uses. */
export interface Numbers {
	next: () => string;
}

/** Israeli mobile numbers, one after the other. */
export function createNumbers(first: number): Numbers {
	let number = first;
	return { next: () => `05${number++}` };
}

const international = (phone: string): string => `972${phone.slice(1)}`;
const additions = (control: Control, phone: string): number =>
	control.dialerAdditions().filter((target) => target.phone === international(phone)).length;
/** Somebody else asks the dialer for something. */
const tellDialer = (simulator: Simulator, method: string, body: object): Promise<unknown> =>
	fetch(`${simulator.url}/ForwardDialer/Dialer/${method}`, { method: 'POST', body: JSON.stringify(body) });
const isEnabled = (control: Control, campaign: string): boolean =>
	control.campaigns().some(({ code, enabled }) => code === campaign && enabled);
const STOPPED = 'VCsimAgentCampaign3aBcDeFgHiJkLm';
const eachPhone = '={{ $json.phone }}';

const DEEDS: readonly ((random: Random, numbers: Numbers) => Deed)[] = [
	(random, numbers) => {
		const target = numbers.next();
		return {
			name: 'clickToCall',
			run: {
				parameters: {
					...{ resource: 'call', operation: 'clickToCall', ringFirst: 'extension' },
					...{ extension: chosen('SIPSIP1'), target },
					...(random.percent(30) && { options: { answerFormat: 'XML' } }),
				},
			},
			effects: (control) => [control.calls().filter((call) => call.target === target).length],
		};
	},
	({ pick }) => {
		const extension = pick(['SIPSIP1', 'SIPSIP2', 'SIPSIP3']);
		let active = '';
		return {
			name: 'hangUp',
			run: { parameters: { resource: 'call', operation: 'hangUp', extension: chosen(extension) } },
			prepare({ control }) {
				active = control.startCall({ extension }).callId;
				return Promise.resolve();
			},
			effects: (control) => [
				control.calls().filter(({ callId, state }) => callId === active && state === 'ended').length,
			],
		};
	},
	(_random, numbers) => {
		const phone = numbers.next();
		return {
			name: 'campaignTarget.add',
			run: {
				parameters: { resource: 'campaignTarget', operation: 'add', campaign: chosen(IVR), phone },
			},
			effects: (control) => [additions(control, phone)],
		};
	},
	(_random, numbers) => {
		const phone = numbers.next();
		return {
			name: 'campaignTarget.update',
			run: {
				parameters: { resource: 'campaignTarget', operation: 'update', campaign: chosen(IVR), phone },
			},
			effects: (control) => [additions(control, phone)],
		};
	},
	({ pick, whole }, numbers) => {
		const phones = Array.from({ length: whole(2, 20) }, () => numbers.next());
		return {
			name: 'campaignTarget.addMany',
			run: {
				parameters: {
					...{ resource: 'campaignTarget', operation: 'addMany', campaign: chosen(IVR), phone: eachPhone },
					report: pick(['eachTarget', 'onlyTotal']),
				},
				items: phones.map((phone) => ({ phone })),
			},
			effects: (control) => phones.map((phone) => additions(control, phone)),
		};
	},
	(_random, numbers) => {
		const phone = numbers.next();
		return {
			name: 'campaign.clearTargets',
			run: { parameters: { resource: 'campaign', operation: 'clearTargets', campaign: chosen(IVR) } },
			prepare: (simulator) => tellDialer(simulator, 'AddCall', { Campaign: IVR, Target: phone }),
			effects: (control) => [
				additions(control, phone) -
					control.dialerTargets(IVR).filter((one) => one.phone === international(phone)).length,
			],
		};
	},
	() => ({
		name: 'campaign.start',
		run: { parameters: { resource: 'campaign', operation: 'start', campaign: chosen(STOPPED) } },
		prepare: (simulator) => tellDialer(simulator, 'StopCampaign', { Campaign: STOPPED }),
		effects: (control) => [isEnabled(control, STOPPED) ? 1 : 0],
	}),
	() => ({
		name: 'campaign.stop',
		run: { parameters: { resource: 'campaign', operation: 'stop', campaign: chosen(IVR) } },
		prepare: (simulator) => tellDialer(simulator, 'StartCampaign', { Campaign: IVR }),
		effects: (control) => [isEnabled(control, IVR) ? 0 : 1],
		isRepeatable: true,
	}),
];

/** Any of them; calls, hang-ups and targets more often than switches. */
export function anyDeed(random: Random, numbers: Numbers): Deed {
	const often = DEEDS.slice(0, 5);
	return random.pick(random.percent(75) ? often : DEEDS)(random, numbers);
}
