import { listAgentStatuses, setAgentStatus } from '../../../nodes/platform/services/agentStatus';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf, refusedInput } from '../connections';

jest.setTimeout(20_000);
const simulator = useSimulator();

const DANA = { userId: '12345603', extension: 'SIPSIP3', status: '3' };
const SET = '/UserLogin/SetStatusFromAPI';
const CODE = 'VCsomeOtherAccount11';
const set = async (change: Partial<typeof DANA> = {}) =>
	setAgentStatus(connectTo(simulator), { ...DANA, ...change });

it('a status is set, with the code under a capital C and the status as a number', async () => {
	expect(await set()).toEqual({ userId: '12345603', extension: 'SIPSIP3', statusCode: '3', message: 'OK' });
	expect(simulator.control.agentStates()).toMatchObject([
		{ userId: '12345603', extension: 'SIPSIP3', status: 3 },
	]);
	const { code } = simulator.account;
	expect(simulator.control.requests()).toMatchObject([
		{
			method: 'POST',
			path: SET,
			json: { Code: code, UserId: '12345603', ExtensionUser: 'SIPSIP3', Status: 3 },
		},
	]);
});

it.each([
	[{ userId: '999' }, 2, /user belongs to this account/],
	[{ extension: 'SIPSIP9' }, 3, /SIP code/],
	[{ status: '4' }, 4, /Pick the status from the list/],
])('%j is refused with %i, and explained', async (change, code, hint) => {
	const error = await failureOf(set(change), simulator.account.code);
	expect(error).toMatchObject({ kind: 'refused', code, operation: 'Set agent status' });
	expect(error.hint).toMatch(hint);
});

it('a wrong code is refused with 2', async () => {
	const error = await failureOf(setAgentStatus(connectTo(simulator, CODE), DANA), CODE);
	expect(error).toMatchObject({ kind: 'refused', code: 2 });
	expect(error.hint).toMatch(/account code in the credential/);
});

it("Voicenter's own words come along", async () => {
	const body = '{"Status":3,"StatusError":4,"StatusErroMessage":"Extension is already in use"}';
	simulator.control.addFault({ path: SET, kind: 'garbageBody', body });
	const error = await failureOf(set(), simulator.account.code);
	expect(error.message).toMatch(/Voicenter says: Extension is already in use \(3\)$/);
});

it('0 is no success here: the status was not set', async () => {
	const body = '{"Status":0,"StatusError":0,"StatusErroMessage":"Error on update"}';
	simulator.control.addFault({ path: SET, kind: 'garbageBody', body });
	const error = await failureOf(set(), simulator.account.code);
	expect(error).toMatchObject({ kind: 'refused', code: 0 });
	expect(error.message).toMatch(/Voicenter says: Error on update \(0\)/);
});

it.each([
	['0', /the format of the request is not right \(StatusError 0\)/],
	['4', /an internal error \(StatusError 4\)/],
	['6', /a field is missing \(StatusError 6\)/],
	['7', /nothing \(StatusError 7\)/],
	['null', /StatusError is missing/],
])('a Status that is OK is no success beside a StatusError of %s', async (statusError, text) => {
	const body = `{"Status":1,"StatusError":${statusError},"StatusErroMessage":""}`;
	simulator.control.addFault({ path: SET, kind: 'garbageBody', body });
	const error = await failureOf(set(), simulator.account.code);
	expect(error.kind).toBe('refused');
	expect(error.message).toMatch(text);
	expect(error.hint).toMatch(/probably not set/);
});

it('both as texts are a success', async () => {
	const body = '{"Status":"1","StatusError":"1","StatusErroMessage":"OK"}';
	simulator.control.addFault({ path: SET, kind: 'garbageBody', body });
	await expect(set()).resolves.toMatchObject({ statusCode: '3' });
});

it.each([
	[{ userId: 'Dana' }, 'userId'],
	[{ userId: '' }, 'userId'],
	[{ extension: '13' }, 'extension'],
	[{ status: 'Lunch' }, 'status'],
])('%j is not sent', async (change, field) => {
	expect((await refusedInput(set(change))).field).toBe(field);
	expect(simulator.control.requests()).toEqual([]);
});

/** As when `agent` or `extension` of a call is dragged into the field, instead of what is inside it. */
const HOLDS_MORE = { id: '12345603', name: 'Dana Levi', sip: 'SIPSIP3', email: '', speedDial: '' };
it.each([
	['userId', HOLDS_MORE, /^This holds several values \(id, name, sip, email, …\), .* such as id\.$/],
	['extension', { sip: 'SIPSIP3' }, /^This holds several values \(sip\), and one is wanted/],
	['extension', ['SIPSIP3'], /^This is a list of values, and one is wanted/],
	['extension', new Date(), /^Give a text$/],
	['extension', null, /^This is empty\. Give an extension's SIP code/],
	['userId', null, /^This is empty\. Give a user ID, such as 12345678/],
	['userId', 'Dana', /^"Dana" is not a user ID\. It is a whole number/],
])('%s: %j is explained', async (field, value, text) => {
	const { field: path, message } = await refusedInput(set({ [field]: value }));
	expect(path).toBe(field);
	expect(message).toMatch(text);
});

it.each(['closeBeforeAnswer', 'closeMidBody'] as const)('%s: it is not sent again', async (kind) => {
	simulator.control.addFault({ path: SET, kind });
	const error = await failureOf(set(), simulator.account.code);
	expect(error.kind).toBe('interrupted');
	expect(simulator.control.requests(SET)).toHaveLength(1);
});

describe('the list of statuses', () => {
	it('is asked for by GET, the code in the query', async () => {
		const statuses = await listAgentStatuses(connectTo(simulator), {});
		expect(statuses.map(({ code, name }) => [code, name])).toEqual([
			['1', 'Login'],
			['2', 'Logout'],
			['3', 'Lunch'],
			['5', 'Administrative'],
			['7', 'Private'],
			['9', 'Other'],
			['11', 'Training'],
			['12', 'Team meeting'],
			['13', 'Brief'],
		]);
		expect(statuses[0]).toMatchObject({ color: '#1cbf5c' });
		expect(simulator.control.requests()).toMatchObject([
			{
				method: 'GET',
				path: '/UserLogin/GetStatusesList',
				query: { code: simulator.account.code },
				body: '',
			},
		]);
	});

	it('of a wrong code is empty, and that is an error', async () => {
		const error = await failureOf(listAgentStatuses(connectTo(simulator, CODE), {}), CODE);
		expect(error.message).toMatch(/knows no agent status for this account code/);
	});

	it('for an address that is not allowed', async () => {
		simulator.control.setAllowlist('nobody');
		const error = await failureOf(listAgentStatuses(connectTo(simulator), {}), simulator.account.code);
		expect(error).toMatchObject({ kind: 'notAllowed', httpStatus: 403 });
	});
});
