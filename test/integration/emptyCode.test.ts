import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { listAgentStatuses } from '../../nodes/platform/services/agentStatus';
import { changeBlacklist } from '../../nodes/platform/services/blacklist';
import { placeCall } from '../../nodes/platform/services/click2call';
import { addTargets } from '../../nodes/platform/services/dialer/bulk';
import { listCampaigns } from '../../nodes/platform/services/dialer/campaigns';
import { listExtensions } from '../../nodes/platform/services/extensions';
import { accountOf } from '../../nodes/support/connection';
import { useSimulator } from '../useSimulator';
import { connectTo } from './connections';

const simulator = useSimulator({}, { keepsState: true });

const connection = () => connectTo(simulator, '');

/** Gives the error of the one item of a list. */
const onlyError = (outcomes: Iterable<object | undefined>): never => {
	throw ([...outcomes][0] as { error: Error }).error;
};

it.each<[string, () => Promise<unknown>]>([
	['a list', async () => listExtensions(connection(), { wholeOrganisation: true })],
	['an address with the code in it', async () => listAgentStatuses(connection(), {})],
	['a dialer method', async () => listCampaigns(connection(), {})],
	[
		'a call',
		async () =>
			placeCall(connection(), { first: { kind: 'extension', extension: 'SIPSIP1' }, target: '0501234567' }),
	],
	[
		'numbers for the blacklist',
		async () => {
			const entryAt = () => ({ phone: '0501234567' });
			return onlyError(
				await changeBlacklist(connection(), { change: 'add', count: 1, entryAt, stopAtError: false }),
			);
		},
	],
	[
		'many targets',
		async () => {
			const targetAt = () => ({ campaign: 'C', phone: '0501234567' });
			const request = { count: 1, targetAt, report: 'eachTarget', stopAtError: false } as const;
			return onlyError(await addTargets(connection(), request));
		},
	],
])('an account code that comes out empty says so, and sends nothing: %s', async (_what, send) => {
	await expect(send()).rejects.toMatchObject({
		kind: 'noCode',
		message: expect.stringMatching(/: the Account Code in the credential is empty$/) as unknown,
		hint: expect.stringMatching(/^Nothing was sent.*expression/) as unknown,
	});
	expect(simulator.control.requests()).toHaveLength(0);
});

it.each<[unknown, string]>([
	[undefined, ''],
	[null, ''],
	['  ', ''],
	[' c0de ', 'c0de'],
	[12345678, '12345678'],
])('an expression that gives %j for the code gives “%s”', (code, expected) => {
	const account = accountOf({ code } as ICredentialDataDecryptedObject);
	expect(account.code).toBe(expected);
	expect(account.secrets).toEqual(expected === '' ? [] : [expected]);
});
