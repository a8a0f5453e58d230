/** What Voicenter's own SDK takes for granted of the messages that it gets: it reads them without a question. */
import { eventually, type Fields, logIn, TestClient } from './client';
import { type Simulator, startSimulator } from '../../../simulator';

// It bundles one client, and a login that claims another is an error there.
const KNOWN_VERSION = '1.3.7';

let simulator: Simulator;
let client: TestClient;
beforeAll(async () => {
	simulator = await startSimulator({ realTime: ['1.4.8'] });
	const ticket = await logIn(simulator);
	client = await new TestClient(ticket.Url, ticket.Token).loggedIn();
	simulator.control.playRealTime({ kind: 'queueCall', phones: 2, talkSeconds: 30 });
	simulator.control.playRealTime({ kind: 'queueCall', outcome: 'taken', phones: 0, talkSeconds: 30 });
	simulator.control.playRealTime({ kind: 'queueCall', outcome: 'abandoned', phones: 1 });
	simulator.control.playRealTime({ kind: 'internalCall', talkSeconds: 5 });
	simulator.control.playRealTime({ kind: 'agentStatus', status: 3 });
	simulator.control.playRealTime({ kind: 'incomingCall', stepByStep: true }).until('answer');
	client.emit('keepalive', ticket.Token);
	client.emit('resync', { cache: false });
	await eventually(() => client.of('AllUsersStatus').length === 2);
});
afterAll(async () => {
	client.close();
	await simulator.stop();
});

/** An instant, of a time and the message that it stands in: `(epoch - servertimeoffset * 60) * 1000`. */
const instant = (message: Fields, epoch: unknown) =>
	(Number(epoch) - Number(message['servertimeoffset']) * 60) * 1000;
/** Within ten minutes, in which no play here began. */
const isNow = (milliseconds: number) => Math.abs(Date.now() - milliseconds) < 600_000;

function expectTimes(message: Fields, holder: Fields, names: readonly string[]): void {
	for (const name of names) {
		expect([name, typeof holder[name]]).toEqual([name, 'number']);
		if (holder[name] !== 0) expect([name, isNow(instant(message, holder[name]))]).toEqual([name, true]);
	}
}

const EXTENSION_TIMES = ['lastAnsweredCallEventEpoch', 'lastCallEventEpoch', 'lastHangupCallEpoch'];
const CALL_TIMES = ['callStarted', 'callAnswered'];

test('the login names a version that it knows, after "v=" too', async () => {
	const ticket = await logIn(simulator);
	expect(ticket.Version).toBe(KNOWN_VERSION);
	expect(ticket.Client?.split('v=').at(-1)).toBe(KNOWN_VERSION);
});

test('ExtensionEvent: reason and times beside data, and times of the call and the extension by their offset', () => {
	const messages = client.of('ExtensionEvent');
	const reasons = messages.map(({ reason }) => reason);
	expect(new Set(reasons)).toEqual(new Set(['NEWCALL', 'ANSWER', 'HANGUP', 'userStatusUpdate']));
	for (const message of messages) {
		expect(message).toMatchObject({ eventName: 'extension' });
		expect(isNow(instant(message, message['servertime']))).toBe(true);
		const data = message['data'] as { calls: Fields[]; currentCall?: Fields };
		expectTimes(message, data, EXTENSION_TIMES);
		const current = data.currentCall === undefined ? [] : [data.currentCall];
		for (const call of [...data.calls, ...current]) expectTimes(message, call, CALL_TIMES);
		if (message['reason'] === 'HANGUP') expect(typeof message['cause']).toBe('string');
	}
});

test('QueueEvent: four reasons, and the queue in data', () => {
	const messages = client.of('QueueEvent');
	const reasons = new Set(messages.map(({ reason }) => reason));
	expect(reasons).toEqual(new Set(['JOIN', 'ANSWER', 'EXIT', 'ABANDONED']));
	for (const message of messages) {
		expect(message['eventName']).toBe('queue');
		expectTimes(message, message, ['servertime', 'telephonyservertime']);
		const { Calls } = message['data'] as { Calls: Fields[] };
		for (const call of Calls) expectTimes(message, call, ['JoinTimeStamp', 'calldurationinterval']);
	}
});

test('the lists are lower case, and come with a time and its offset', () => {
	const lists = { loginStatus: 'queues', AllExtensionsStatus: 'extensions', AllDialersStatus: 'dialers' };
	for (const [name, list] of Object.entries(lists)) {
		for (const message of client.of(name)) {
			expect([name, Array.isArray(message[list])]).toEqual([name, true]);
			expect(isNow(instant(message, message['servertime']))).toBe(true);
		}
	}
	const last = client.of('AllExtensionsStatus').at(-1) ?? {};
	const extensions = last['extensions'] as { calls: Fields[] }[];
	expect(extensions.flatMap(({ calls }) => calls)).toHaveLength(1);
	for (const extension of extensions) {
		expectTimes(last, extension, EXTENSION_TIMES);
		for (const call of extension.calls) expectTimes(last, call, CALL_TIMES);
	}
});

test('keepaliveResponse: an errorCode that is 0', () => {
	expect(client.of('keepaliveResponse')).toMatchObject([{ errorCode: 0, isOK: true }]);
});
