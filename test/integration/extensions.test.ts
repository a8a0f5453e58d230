import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { listExtensions } from '../../nodes/platform/services/extensions';
import { testCredential, voicenterApiTest } from '../../nodes/support/credentialTest';
import { useSimulator } from '../useSimulator';
import { connectTo } from './connections';

const simulator = useSimulator();

const SALES = 'VCsimSalesDept13579';

describe('extensions', () => {
	it('are asked for under the names of the reference (§6)', async () => {
		await listExtensions(connectTo(simulator), { wholeOrganisation: true });
		await listExtensions(connectTo(simulator), { wholeOrganisation: false });

		const { code } = simulator.account;
		expect(simulator.control.requests()).toMatchObject([
			{ method: 'POST', path: '/Comet/api/GetExtensions', json: { code, showAll: 1 } },
			{ method: 'POST', path: '/Comet/api/GetExtensions', json: { code, showAll: 0 } },
		]);
	});

	it('come with whose they are', async () => {
		expect(await listExtensions(connectTo(simulator, SALES), { wholeOrganisation: false })).toEqual([
			{
				sip: 'SIPSIP2',
				name: 'Extension 2',
				speedDial: '12',
				accountId: '12345679',
				accountName: 'Sales Department',
				userName: 'Walter Melon',
				userEmail: 'Walter.m@voicenter.co.il',
			},
			expect.objectContaining({ sip: 'SIPSIP3', userName: 'Dana Levi' }),
		]);
	});

	it('of a department may be none: a wrong code is told by the whole organisation only', async () => {
		const wrong = connectTo(simulator, 'WrongButWellFormed1');
		await expect(listExtensions(wrong, { wholeOrganisation: false })).resolves.toEqual([]);
		await expect(listExtensions(wrong, { wholeOrganisation: true })).rejects.toThrow(/no extension/);
	});
});

describe('the credential test', () => {
	const credential = (change: Record<string, string> = {}) => ({
		code: simulator.account.code,
		baseUrl: simulator.url,
		...change,
	});

	it('says that it works', async () => {
		await expect(testCredential(credential())).resolves.toEqual({
			status: 'OK',
			message: 'Connected: the account has 3 extensions',
		});
	});

	it('is what n8n calls, also for a credential with nothing in it', async () => {
		const test = (data?: object) =>
			voicenterApiTest.call(
				{} as never,
				{ id: '1', name: 'Ours', type: 'voicenterApi', ...(data && { data }) } as never,
			);
		expect(await test(credential())).toMatchObject({ status: 'OK' });
		expect(await test()).toMatchObject({ status: 'Error' });
	});

	it('overlooks blanks that were pasted along', async () => {
		const pasted = credential({ code: ` ${simulator.account.code}\n`, baseUrl: `${simulator.url} ` });
		await expect(testCredential(pasted)).resolves.toMatchObject({ status: 'OK' });
		expect(simulator.control.requests()).toMatchObject([{ json: { code: simulator.account.code } }]);
	});

	async function refused(change: Record<string, string>): Promise<string> {
		const tried = credential(change);
		const { status, message } = await testCredential(tried);
		expect(status).toBe('Error');
		expect(message).not.toContain(tried.code);
		return message;
	}

	it('tells apart a wrong code, an address that is not allowed and a host that is not there', async () => {
		const wrongCode = await refused({ code: 'WrongButWellFormed1' });
		simulator.control.setAllowlist('nobody');
		const notAllowed = await refused({});
		const free = createServer();
		await new Promise<void>((listening) => free.listen(0, '127.0.0.1', listening));
		const { port } = free.address() as AddressInfo;
		await new Promise((closed) => free.close(closed));
		const notThere = await refused({ baseUrl: `http://127.0.0.1:${port}` });

		expect(wrongCode).toMatch(/wrong account code/);
		expect(notAllowed).toMatch(/IP address.*ask for it to be allowed/);
		expect(notThere).toMatch(/could not be reached.*Nothing was sent/);
	});

	it('says that a base URL is none', async () => {
		expect(await refused({ baseUrl: '127.0.0.1:4010' })).toMatch(/Base URL/i);
	});

	describe('with a login for live events', () => {
		it('tries that, too', async () => {
			await simulator.control.addRealTimeServer({ generation: '2.5.1' });
			const { token } = simulator.account.realTime;
			const tried = credential({ realTimeLogin: 'token', realTimeToken: token });
			await expect(testCredential(tried)).resolves.toEqual({
				status: 'OK',
				message: 'Connected: the account has 3 extensions, and the login for live events works',
			});
		});

		it('says that it is refused', async () => {
			const message = await refused({ realTimeLogin: 'token', realTimeToken: 'NotTheRightToken1' });
			expect(message).toMatch(/^Log in for live events: /);
			expect(message).not.toContain('NotTheRightToken1');
		});

		it('says what it lacks', async () => {
			const message = await refused({ realTimeLogin: 'account', password: 'AnyPassword1' });
			expect(message).toBe('The Real-Time Login is not complete. Fill in: Username.');
		});
	});

	it('says that a code is missing', async () => {
		expect(await refused({ code: 'short' })).toMatch(/Unauthorized.*code/);
	});
});
