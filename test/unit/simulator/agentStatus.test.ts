import { useSimulator } from '../../useSimulator';
import { any, get, postJson } from './support';

const simulator = useSimulator();

const set = async (fields: Record<string, unknown> = {}) =>
	(
		await postJson(`${simulator.url}/UserLogin/SetStatusFromAPI`, {
			Code: simulator.account.code,
			UserId: 12345601,
			ExtensionUser: 'SIPSIP1',
			Status: 3,
			...fields,
		})
	).json();
const OK = { Status: 1, StatusError: 1, StatusErroMessage: 'OK' };
const refusal = (status: number) => ({
	Status: status,
	// Internal: which of the numbers goes with a refusal, no source says.
	StatusError: 4,
	StatusErroMessage: any(String),
});

describe('SetStatusFromAPI', () => {
	it("sets a user's status, which active calls show", async () => {
		expect(await set()).toEqual(OK);
		expect(simulator.control.agentStates()).toEqual([
			{ userId: '12345601', extension: 'SIPSIP1', status: 3, since: any(Date) },
		]);
		const shown = await get(`${simulator.url}/comet/API/GetExtensionsCalls`, {
			code: simulator.account.code,
			extension: 'SIPSIP1',
		});
		expect(shown.json()).toMatchObject({ EXTENSIONS: [{ onlineUserStatus: 3 }] });
	});

	it('logs in and out: Click2Call refuses an extension whose representative is not logged in', async () => {
		const place = async () =>
			(
				await postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, {
					code: simulator.account.code,
					action: 'call',
					phone: 'SIPSIP1',
					target: '0501234567',
					format: 'JSON',
				})
			).json();
		await set({ Status: 2 });
		expect(await place()).toMatchObject({ ERRORCODE: 3 });
		await set({ Status: '1' });
		expect(await place()).toMatchObject({ ERRORCODE: 0 });
	});

	it('takes a GET', async () => {
		const answer = await get(`${simulator.url}/UserLogin/SetStatusFromAPI`, {
			code: simulator.account.code,
			UserId: '12345602',
			ExtensionUser: 'SIPSIP2',
			Status: '13',
		});
		expect(answer.json()).toEqual(OK);
	});

	it.each([
		['no code', { Code: undefined }, 2],
		['a wrong code', { Code: 'XXXXXXXX' }, 2],
		['an unknown user', { UserId: 1 }, 2],
		["another account's user", { Code: 'VCsimSalesDept13579' }, 2],
		['an unknown extension', { ExtensionUser: 'SIPSIP9' }, 3],
		['no extension', { ExtensionUser: undefined }, 3],
		['an unknown status', { Status: 4 }, 4],
		['no status', { Status: undefined }, 4],
	])('refuses %s', async (_, fields, status) => {
		expect(await set(fields)).toEqual(refusal(status));
		expect(simulator.control.agentStates()).toEqual([]);
	});

	it('refuses an address that is not on the allow-list', async () => {
		simulator.control.setAllowlist('nobody');
		expect(await set()).toMatchObject({
			Status: 2,
			StatusErroMessage: 'IP address 127.0.0.1 is not trusted',
		});
	});
});

describe('GetStatusesList', () => {
	const list = async (query: Record<string, string>) =>
		(await get(`${simulator.url}/UserLogin/GetStatusesList`, query)).json();

	it("lists the account's statuses, with the names that the account gave them", async () => {
		const { Statuses } = await list({ code: simulator.account.code });
		expect(Statuses).toHaveLength(9);
		expect(Statuses).toMatchObject([
			{ ID: 1, Name: 'Login', Color: any(String) },
			{ ID: 2, Name: 'Logout' },
			{ ID: 3 },
			{ ID: 5 },
			{ ID: 7 },
			{ ID: 9 },
			{ ID: 11 },
			{ ID: 12 },
			{ ID: 13, Name: 'Brief' },
		]);

		simulator.control.setAgentStatuses([{ id: 3, name: 'Siesta', color: '#ff0000' }]);
		expect(await list({ code: simulator.account.code })).toEqual({
			Statuses: [{ ID: 3, Name: 'Siesta', Color: '#ff0000' }],
		});
		expect(await set({ Status: 5 })).toEqual(refusal(4));
	});

	it('is empty for a wrong code', async () => {
		expect(await list({ code: 'XXXXXXXX' })).toEqual({ Statuses: [] });
	});
});
