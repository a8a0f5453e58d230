import { useSimulator } from '../../useSimulator';
import { eventually, get, matching, postJson } from './support';

const simulator = useSimulator();

const DOCUMENTED = '/Comet/API/MuteUnmuteCalls';
const mute = (body: unknown, path = DOCUMENTED) => postJson(simulator.url + path, body);
const muted = () =>
	Object.fromEntries(simulator.control.calls().map((call) => [call.callId, call.muted ?? false]));
const SUCCESS = { ErrorCode: '200', Message: 'Success', ActionID: matching(/^[0-9a-f]{32}$/) };

it('mutes and goes on with every call of an extension, by the reading of state that nearly all pages have', async () => {
	const one = simulator.control.startCall({ extension: 'SIPSIP1' }).callId;
	const two = simulator.control.startCall({ extension: 'SIPSIP1', state: 'ringing' }).callId;
	const other = simulator.control.startCall({ extension: 'SIPSIP2' }).callId;

	expect((await mute({ extension: 'SIPSIP1', state: '1' })).json()).toEqual(SUCCESS);
	const later = simulator.control.startCall({ extension: 'SIPSIP1' }).callId;
	expect(muted()).toEqual({ [one]: true, [two]: true, [other]: false, [later]: false });

	expect((await mute({ extension: 'SIPSIP1', state: '0' })).json()).toEqual(SUCCESS);
	expect(muted()).toEqual({ [one]: false, [two]: false, [other]: false, [later]: false });
});

it('mutes one call by its id', async () => {
	const one = simulator.control.startCall({ extension: 'SIPSIP1' }).callId;
	const two = simulator.control.startCall({ extension: 'SIPSIP1' }).callId;
	expect((await mute({ ivrid: two, state: 1 })).json()).toEqual(SUCCESS);
	expect(muted()).toEqual({ [one]: false, [two]: true });
});

it("reads state the other way round when told so, at the monitor server's address too, and by GET", async () => {
	simulator.control.setMuteConvention('zeroMutes');
	const { callId } = simulator.control.startCall();

	await mute({ ivrid: callId, state: '0' }, '/api/MuteUnmuteCalls');
	expect(muted()).toEqual({ [callId]: true });
	await get(`${simulator.url}/api/MuteUnmuteCalls`, { extension: 'SIPSIP1', state: '1' });
	expect(muted()).toEqual({ [callId]: false });
});

it('is found at one of the two addresses only, when told so', async () => {
	const { callId } = simulator.control.startCall();
	simulator.control.setMuteAddress('monitorServer');
	expect((await mute({ ivrid: callId, state: '1' })).status).toBe(404);
	expect((await mute({ ivrid: callId, state: '1' }, '/api/MuteUnmuteCalls')).json()).toEqual(SUCCESS);
});

it('mutes a click-to-call', async () => {
	const placed = await postJson(`${simulator.url}/ForwardDialer/click2call.aspx`, {
		code: simulator.account.code,
		action: 'call',
		phone: 'SIPSIP1',
		target: '0501234567',
		format: 'JSON',
	});
	await mute({ ivrid: placed.json()['CALLID'], state: '1' });
	expect(simulator.control.calls()).toMatchObject([{ muted: true }]);
});

it('says Success to an extension without a call', async () => {
	expect((await mute({ extension: 'SIPSIP1', state: '1' })).json()).toEqual(SUCCESS);
});

it.each([
	[{ extension: 'APIAPI', state: '1' }, 'Extension not found'],
	[{ ivrid: '202012021122010135330b4f77', state: '1' }, 'UniqueIvrID not found'],
])('answers %j with 400, as a number', async (body, text) => {
	const answer = await mute(body);
	expect(answer.status).toBe(200);
	expect(answer.json()).toEqual({ ErrorCode: 400, Message: text });
});

it('does not find a call that has ended', async () => {
	const { callId } = simulator.control.startCall();
	simulator.control.hangUpCall(callId);
	expect((await mute({ ivrid: callId, state: '1' })).json()).toMatchObject({
		Message: 'UniqueIvrID not found',
	});
});

it.each([
	[{ extension: 'SIPSIP1' }],
	[{ state: '1' }],
	[{ extension: 'SIPSIP1', state: 'mute' }],
	['no JSON'],
])("answers %j with the document's invalid JSON", async (body) => {
	const answer = await mute(body);
	expect(answer.type).toBe('application/json; charset=utf-8');
	expect(answer.text).toBe(
		'{"ErrorCode":400,"Message":"Parameters are not valid, should be "ivrid" and "mute" "}',
	);
	expect(() => answer.json()).toThrow(SyntaxError);
});

describe('on command', () => {
	it('says Success and does nothing, to all calls or to some', async () => {
		const one = simulator.control.startCall().callId;
		const two = simulator.control.startCall().callId;
		simulator.control.setMuteEffect({ pretend: true });
		expect((await mute({ extension: 'SIPSIP1', state: '1' })).json()).toEqual(SUCCESS);
		expect(muted()).toEqual({ [one]: false, [two]: false });

		simulator.control.setMuteEffect({ pretend: [two] });
		await mute({ extension: 'SIPSIP1', state: '1' });
		expect(muted()).toEqual({ [one]: true, [two]: false });
	});

	it('mutes later than it says', async () => {
		simulator.control.setMuteEffect({ delayMs: 40 });
		const { callId } = simulator.control.startCall();
		await mute({ ivrid: callId, state: '1' });
		expect(muted()).toEqual({ [callId]: false });
		await eventually(() => muted()[callId] === true);
	});
});

it('refuses an address that is not on the allow-list', async () => {
	simulator.control.setAllowlist('nobody');
	const answer = await mute({ extension: 'SIPSIP1', state: '1' });
	expect([answer.status, answer.json()]).toEqual([
		403,
		{ ErrorCode: 400, Message: 'IP address 127.0.0.1 is not trusted' },
	]);
});
