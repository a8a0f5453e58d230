import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { accountOf, realTimeLoginOf } from '../../../nodes/support/connection';

describe('the account of a credential', () => {
	it('is what is filled in, without blanks around it', () => {
		const account = accountOf({
			code: ' Code1234 ',
			baseUrl: 'https://a.example ',
			monitorUrl: ' https://b.example',
			apiToken: 'Token5678\n',
			callLogLogin: 'token',
			timeZone: 'Europe/London',
			muteConvention: 'zeroMutes',
			realTimeLogin: 'user',
			email: 'dana@a.example',
			password: 'Password9',
			realTimeToken: 'Left over',
		});
		expect(account).toEqual({
			code: 'Code1234',
			baseUrl: 'https://a.example',
			monitorUrl: 'https://b.example',
			apiToken: 'Token5678',
			callLogLogin: 'token',
			timeZone: 'Europe/London',
			muteConvention: 'zeroMutes',
			realTimeServers: expect.any(Function) as unknown,
			secrets: ['Code1234', 'Password9', 'Left over', 'Token5678'],
		});
	});

	it.each<ICredentialDataDecryptedObject>([
		{},
		{ code: ' ', baseUrl: '', callLogLogin: 'code', muteConvention: 'oneMutes', apiToken: {} },
	])('of which nothing is filled in is that of an account as most are: %j', (credential) => {
		expect(accountOf(credential)).toStrictEqual({
			...{ code: '', baseUrl: undefined, monitorUrl: undefined, apiToken: undefined, timeZone: undefined },
			...{ callLogLogin: 'code', muteConvention: 'oneMutes', secrets: [] },
		});
	});

	it('may be digits alone, which an expression gives as a number', () => {
		expect(accountOf({ code: 12345678 })).toMatchObject({ code: '12345678', secrets: ['12345678'] });
	});
});

describe('the login for live events', () => {
	it.each([
		[
			{ realTimeLogin: 'token', realTimeToken: 'T' },
			{ by: 'token', token: 'T' },
		],
		[
			{ realTimeLogin: 'account', username: 'u', password: 'p', email: 'e' },
			{ by: 'account', username: 'u', password: 'p' },
		],
		[
			{ realTimeLogin: 'user', username: 'u', password: 'p', email: 'e' },
			{ by: 'user', email: 'e', password: 'p' },
		],
	])('of %j is %j', (credential, login) => {
		expect(realTimeLoginOf(credential)).toEqual({ login });
	});

	it.each([
		[{}, ['Real-Time Login']],
		[{ realTimeLogin: 'none', realTimeToken: 'T' }, ['Real-Time Login']],
		[{ realTimeLogin: 'token', password: 'p' }, ['Real-Time Token']],
		[{ realTimeLogin: 'account' }, ['Username', 'Password']],
		[{ realTimeLogin: 'account', username: 'u' }, ['Password']],
		[{ realTimeLogin: 'account', password: 'p', email: 'e' }, ['Username']],
		[{ realTimeLogin: 'user' }, ['Email', 'Password']],
		[{ realTimeLogin: 'user', email: 'e' }, ['Password']],
		[{ realTimeLogin: 'user', password: 'p', username: 'u' }, ['Email']],
	])('of %j lacks %j, and the account has none', (credential, missing) => {
		expect(realTimeLoginOf(credential)).toEqual({ missing });
		expect(accountOf(credential)).not.toHaveProperty('realTimeServers');
	});
});
