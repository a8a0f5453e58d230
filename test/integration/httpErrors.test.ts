/** An HTTP error is none of a service's own answers, whatever its body says. */
import { setAgentStatus } from '../../nodes/platform/services/agentStatus';
import { placeCall } from '../../nodes/platform/services/click2call';
import { startCampaign } from '../../nodes/platform/services/dialer/campaigns';
import { addTarget } from '../../nodes/platform/services/dialer/targets';
import { setRecordingMuted } from '../../nodes/platform/services/mute';
import { connect, type Connection } from '../../nodes/platform/request/account';
import { failureOf } from './connections';
import { startServer, stopServers } from '../unit/platform/http/servers';

jest.setTimeout(20_000);
afterEach(stopServers);

const CODE = 'TopSecretCode99';
const target = '0501234567';

const SUCCESSES: Record<string, [body: object, ask: (to: Connection) => Promise<unknown>]> = {
	'a call': [
		{ ERRORCODE: 0, ERRORMESSAGE: 'OK', CALLID: 'abc' },
		async (to) => placeCall(to, { first: { kind: 'extension', extension: 'SIPSIP1' }, target }),
	],
	'a target': [
		{ ErrorCode: 0, Description: 'OK' },
		async (to) => addTarget(to, { campaign: 'C', phone: target }),
	],
	'a campaign': [{ ErrorCode: 0, Description: 'OK' }, async (to) => startCampaign(to, { campaign: 'C' })],
	'a status': [
		{ Status: 1, StatusError: 1, StatusErroMessage: 'OK' },
		async (to) => setAgentStatus(to, { userId: '1', extension: 'SIPSIP1', status: '1' }),
	],
	'a mute': [
		{ ErrorCode: '200', Message: 'Success' },
		async (to) =>
			setRecordingMuted(to, { muted: true, target: { by: 'callId', callId: 'a' }, confirm: false }),
	],
};

const STATUSES = [400, 401, 403, 404, 409, 422, 501, 505];

describe.each(Object.entries(SUCCESSES))('%s', (_what, [success, ask]) => {
	it.each(STATUSES)('is none with HTTP %i, whatever the body says', async (status) => {
		const server = await startServer((_n, _request, response) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(success)),
		);
		const error = await failureOf(ask(connect({ code: CODE, baseUrl: server.url })), CODE);
		expect(error).toMatchObject({ kind: status === 403 ? 'notAllowed' : 'http', httpStatus: status });
	});

	it.each([
		'{"code":0,"message":"Workflow was started"}',
		'{"message":"Error in workflow"}',
		'{"status":"OK"}',
		'[]',
		'0',
	])('is none where something else answers %s', async (body) => {
		const server = await startServer((_n, _request, response) => response.end(body));
		const error = await failureOf(ask(connect({ code: CODE, baseUrl: server.url })), CODE);
		expect(error.kind).toBe('unreadable');
		expect(error.hint).toMatch(/something other than Voicenter may be answering/);
	});
});
