/** What is sent again where no answer came, and what never is. */
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf } from '../connections';
import { LIST, METHODS } from './methods';

jest.setTimeout(20_000);
const simulator = useSimulator();

const all = { GetCampaignList: LIST, ...METHODS };
const REPEATED = [
	...['GetCampaignList', 'GetCampaignDetails', 'GetCampaignPendingCalls', 'GetMembersList'],
	...['StopCampaign', 'RemoveCall'],
];
const ONCE = Object.keys(all).filter((method) => !REPEATED.includes(method));
const ask = async (method: string) => all[method as keyof typeof all](connectTo(simulator));

it('are all accounted for', () => {
	expect(ONCE.sort()).toEqual(
		[
			...['AddCall', 'AddMember', 'ClearCampaignCalls', 'RemoveMember', 'StartCampaign', 'UpdateCall'],
			'UpdateCampaignStrategy',
		].sort(),
	);
});

describe.each(['closeBeforeAnswer', 'status'] as const)('after %s', (kind) => {
	const trouble = () =>
		simulator.control.addFault(kind === 'status' ? { path: '*', kind, status: 503 } : { path: '*', kind });

	it.each(ONCE)('%s is not sent a second time', async (method) => {
		trouble();
		await failureOf(ask(method), simulator.account.code);
		await new Promise((over) => setTimeout(over, 700));
		expect(simulator.control.requests()).toHaveLength(1);
	});

	it.each(REPEATED)('%s is sent again', async (method) => {
		trouble();
		await ask(method);
		expect(simulator.control.requests()).toHaveLength(2);
	});
});
