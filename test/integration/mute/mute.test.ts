import { setTimeout as wait } from 'node:timers/promises';

import { connect, type Connection } from '../../../nodes/platform/account';
import {
	forgetMuteConventions,
	type MuteInput,
	setRecordingMuted,
} from '../../../nodes/platform/services/mute';
import { type Simulator, startSimulator } from '../../simulator';
import { failureOf, refusedInput } from '../connections';

jest.setTimeout(30_000);
let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(() => simulator.stop());
afterEach(() => {
	simulator.control.reset();
	forgetMuteConventions();
});

type Convention = 'zeroMutes' | 'oneMutes';

/** A clock that is this much faster: what is waited for takes a twentieth of the time. */
const HASTE = 20;
const clock = {
	now: () => performance.now() * HASTE,
	wait: async (milliseconds: number) => wait(milliseconds / HASTE),
};

const MUTE = '/Comet/API/MuteUnmuteCalls';
const READ = '/comet/API/GetExtensionsCalls';

function connection(muteConvention?: Convention, more: Partial<Connection['account']> = {}): Connection {
	return connect({ code: simulator.account.code, baseUrl: simulator.url, muteConvention, ...more });
}
const onExtension = { by: 'extension', extension: 'SIPSIP1' } as const;
const set = async (muted: boolean, target: MuteInput['target'], account = connection()) =>
	setRecordingMuted(account, { muted, target }, clock);
const sent = (path = MUTE) =>
	simulator.control.requests(path).map(({ json }) => json as Record<string, string>);
const isMuted = (callId: string) =>
	simulator.control.calls().find((call) => call.callId === callId)?.muted ?? false;
/** Without the node: by the reading that the simulator follows now. */
async function muteBehindItsBack(callId: string, convention: Convention) {
	const state = convention === 'zeroMutes' ? '0' : '1';
	await fetch(simulator.url + MUTE, { method: 'POST', body: JSON.stringify({ ivrid: callId, state }) });
	simulator.control.clearRequests();
}

const combinations = (['zeroMutes', 'oneMutes'] as const).flatMap((server) =>
	([undefined, 'zeroMutes', 'oneMutes'] as const).flatMap((credential) =>
		(['extension', 'callId'] as const).flatMap((by) =>
			[true, false].flatMap((muted) =>
				([0, 40] as const).map((delayMs) => ({
					server,
					credential,
					by,
					muted,
					delayMs,
					does: muted ? 'mutes' : 'unmutes',
					how: credential === undefined ? 'unset' : credential === server ? 'right' : 'wrong',
				})),
			),
		),
	),
);

describe('whatever the server reads in state', () => {
	it.each(combinations)(
		'$does by $by with the setting $how ($server), done $delayMs ms later',
		async ({ server, credential, by, muted, delayMs }) => {
			simulator.control.setMuteConvention(server);
			const one = simulator.control.startCall().callId;
			const two = simulator.control.startCall().callId;
			const other = simulator.control.startCall({ extension: 'SIPSIP2' }).callId;
			const meant = by === 'extension' ? [one, two] : [two];
			if (!muted) for (const callId of [one, two, other]) await muteBehindItsBack(callId, server);
			simulator.control.setMuteEffect({ delayMs });

			const target = by === 'extension' ? onExtension : { by, callId: two };
			const result = await set(muted, target, connection(credential));
			expect(result).toMatchObject({
				isMuted: muted,
				isConfirmed: true,
				...(by === 'extension' ? { extension: 'SIPSIP1' } : { callId: two }),
				calls: meant.map((callId) => ({ callId, extension: { sip: 'SIPSIP1', name: 'Extension 1' } })),
				message: 'Success',
			});
			await wait(3 * delayMs);
			expect([one, two, other].map(isMuted)).toEqual(
				[one, two, other].map((callId) => (meant.includes(callId) ? muted : !muted)),
			);

			// The reading that worked is remembered: one request, and no look beforehand.
			const before = sent().length;
			await set(!muted, target, connection(credential));
			expect(sent()).toHaveLength(before + 1);
			expect(meant.map(isMuted)).toEqual(meant.map(() => !muted));
		},
	);
});

it('an extension is the same in capitals and in small letters', async () => {
	const { callId } = simulator.control.startCall();
	const body = '{"ErrorCode":"200","Message":"Success"}';
	simulator.control.addFault({ path: MUTE, times: 100, kind: 'garbageBody', body });
	const listed = {
		username: 'SIPSIP1',
		calls: [{ ivrid: callId, recording: { Filename: 'a', IsMuted: 1 } }],
	};
	simulator.control.addFault({
		path: READ,
		times: 100,
		kind: 'garbageBody',
		body: JSON.stringify({ ERR: 0, DESC: 'OK', EXTENSIONS: [listed] }),
	});
	const result = await set(true, { by: 'extension', extension: 'sipsip1' });
	expect(result).toMatchObject({ isConfirmed: true, calls: [{ callId }] });
});

describe('requests', () => {
	it('go out as the document has them', async () => {
		const { callId } = simulator.control.startCall();
		await set(true, onExtension);
		await set(false, { by: 'callId', callId });
		expect(sent()).toEqual([
			{ extension: 'SIPSIP1', state: '0' },
			{ ivrid: callId, state: '1' },
		]);
		expect(simulator.control.requests(MUTE)[0]).toMatchObject({ method: 'POST', path: MUTE });
		const { code } = simulator.account;
		expect(sent(READ)[0]).toEqual({ code, extension: 'SIPSIP1' });
		expect(sent(READ).at(-1)).toEqual({ code });
	});

	it.each(['https://monitor5.voicenter.co', 'https://monitor5.voicenter.co/', 'monitor5.voicenter.co'])(
		'go to the account’s monitor server, %s',
		async (monitorUrl) => {
			const { callId } = simulator.control.startCall();
			await set(true, onExtension, connection(undefined, { monitorUrl }));
			expect(simulator.control.requests('/api/MuteUnmuteCalls')).toHaveLength(1);
			expect(isMuted(callId)).toBe(true);
		},
	);

	it('do not go to a monitor server that is none', async () => {
		simulator.control.startCall();
		const broken = set(true, onExtension, connection(undefined, { monitorUrl: 'http://' }));
		const error = await failureOf(broken, simulator.account.code);
		expect(error.kind).toBe('invalidAddress');
		expect(error.hint).toMatch(/Correct the Monitor Server/);
	});

	it.each([
		[{ by: 'extension', extension: '1' } as const, 'target.extension'],
		[{ by: 'callId', callId: ' ' } as const, 'target.callId'],
	])('do not go out for %j', async (target, field) => {
		expect((await refusedInput(set(true, target))).field).toBe(field);
		expect(simulator.control.requests()).toEqual([]);
	});

	it('are not looked after when nobody wants that', async () => {
		simulator.control.setMuteConvention('oneMutes');
		const { callId } = simulator.control.startCall();
		const result = await setRecordingMuted(connection(), {
			muted: true,
			target: onExtension,
			confirm: false,
		});
		expect(result).toMatchObject({ isMuted: true, isConfirmed: false, message: 'Success' });
		expect(result).not.toHaveProperty('calls');
		expect(simulator.control.requests()).toHaveLength(1);
		expect(isMuted(callId)).toBe(false);
	});

	it('follow what was found out earlier even then', async () => {
		simulator.control.setMuteConvention('oneMutes');
		const { callId } = simulator.control.startCall();
		await set(true, onExtension);
		await setRecordingMuted(connection(), { muted: false, target: onExtension, confirm: false });
		expect(isMuted(callId)).toBe(false);
	});

	it('that broke off are sent again', async () => {
		const { callId } = simulator.control.startCall();
		simulator.control.addFault({ path: MUTE, kind: 'closeBeforeAnswer' });
		await set(true, onExtension);
		expect(isMuted(callId)).toBe(true);
	});
});

it('what was found out counts for its own account and host only', async () => {
	simulator.control.setMuteConvention('oneMutes');
	simulator.control.startCall();
	await set(true, onExtension);
	simulator.control.clearRequests();
	const department = connection(undefined, { code: simulator.account.departments[1]?.code ?? '' });
	const { callId } = simulator.control.startCall({ extension: 'SIPSIP2' });
	await set(true, { by: 'extension', extension: 'SIPSIP2' }, department);
	expect(sent().map(({ state }) => state)).toEqual(['0', '1']);
	expect(isMuted(callId)).toBe(true);
});

it('a wrong setting is said in the log, with nothing secret', async () => {
	simulator.control.setMuteConvention('oneMutes');
	simulator.control.startCall();
	const lines: string[] = [];
	const log = (line: string) => void lines.push(line);
	await set(true, onExtension, { ...connection('zeroMutes'), log });
	await set(false, onExtension, { ...connection('zeroMutes'), log });
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatch(/the other way round than the credential says/);
	expect(lines[0]).not.toContain(simulator.account.code);
});

describe('nothing is called muted that is not', () => {
	const failure = async (running: Promise<unknown>) => failureOf(running, simulator.account.code);

	it('when Voicenter only pretends', async () => {
		const { callId } = simulator.control.startCall();
		simulator.control.setMuteEffect({ pretend: true });
		const error = await failure(set(true, onExtension));
		expect(error.message).toMatch(new RegExp(`did not do it for 1 of 1 calls: ${callId} \\(SIPSIP1\\)`));
		expect(error.hint).toMatch(/Take the call as being recorded/);
		expect(sent().at(-1)).toEqual({ extension: 'SIPSIP1', state: '0' });
	});

	it.each(['zeroMutes', 'oneMutes'] as const)(
		'when it does so for one of two calls (%s)',
		async (convention) => {
			simulator.control.setMuteConvention(convention);
			const one = simulator.control.startCall().callId;
			const two = simulator.control.startCall().callId;
			simulator.control.setMuteEffect({ pretend: [two] });
			const error = await failure(set(true, onExtension));
			expect(error.message).toMatch(/did not do it for 1 of 2 calls/);
			expect([one, two].map(isMuted)).toEqual([true, false]);
		},
	);

	it('when there is no call on the extension', async () => {
		const error = await failure(set(true, onExtension));
		expect(error.message).toMatch(
			/lists no active call on extension SIPSIP1, so nothing is known to be muted/,
		);
		expect(await set(false, onExtension)).toMatchObject({ isMuted: false, isConfirmed: true, calls: [] });
	});

	it.each([true, false])('when the call has ended, or its ID is not right (muted: %s)', async (muted) => {
		const { callId } = simulator.control.startCall();
		simulator.control.hangUpCall(callId);
		const error = await failure(set(muted, { by: 'callId', callId }));
		expect(error).toMatchObject({ kind: 'refused', code: 400 });
		expect(error.message).toMatch(/UniqueIvrID not found/);
		expect(error.hint).toMatch(/the call has ended/);
	});

	it('when the extension is not known', async () => {
		const error = await failure(set(true, { by: 'extension', extension: 'APIAPI' }));
		expect(error.message).toMatch(/Extension not found/);
	});

	it.each([true, false])('when Active Calls does not list the extension (muted: %s)', async (muted) => {
		// As for the code of another account: an extension that is not listed is not one without a call.
		const { callId } = simulator.control.startCall();
		await muteBehindItsBack(callId, 'zeroMutes');
		simulator.control.setMuteEffect({ pretend: true });
		const body = '{"ERR":0,"DESC":"OK","EXTENSIONS":[]}';
		simulator.control.addFault({ path: READ, times: 100, kind: 'garbageBody', body });
		const error = await failure(set(muted, onExtension));
		expect(error.message).toMatch(/could not be seen .* Active Calls does not list extension SIPSIP1/);
		expect(error.hint).toMatch(/account code in the credential/);
	});

	it('when Voicenter finds the request not right, in JSON that is none', async () => {
		simulator.control.startCall();
		const body = '{"ErrorCode":400,"Message":"Parameters are not valid, should be "ivrid" and "mute" "}';
		simulator.control.addFault({ path: MUTE, kind: 'garbageBody', body });
		const error = await failure(set(true, onExtension));
		expect(error).toMatchObject({ kind: 'refused', code: 400 });
		expect(error.message).toMatch(/Parameters are not valid/);
	});

	it('when the address is not allowed', async () => {
		simulator.control.setAllowlist('nobody');
		const error = await failure(set(true, onExtension));
		expect(error).toMatchObject({ kind: 'notAllowed', httpStatus: 403 });
	});

	it.each([
		['answers with an error page', { kind: 'status', status: 404 }, 'http'],
		['answers with nonsense', { kind: 'garbageBody' }, 'unreadable'],
		['breaks off', { kind: 'closeBeforeAnswer' }, 'interrupted'],
		['refuses', { kind: 'garbageBody', body: '{"ERR":2,"DESC":"Internal error."}' }, 'refused'],
	] as const)('when Active Calls %s', async (_what, fault, kind) => {
		const { callId } = simulator.control.startCall();
		simulator.control.addFault({ path: READ, times: 100, ...fault });
		const error = await failure(set(true, onExtension));
		expect(error.kind).toBe(kind);
		expect(error.message).toMatch(
			/the request was sent, but it could not be seen whether the recording is muted now/,
		);
		expect(error.hint).toMatch(/Take the call as being recorded/);
		// It was tried all the same.
		expect(isMuted(callId)).toBe(true);
	});
});

it('stops when the execution is stopped', async () => {
	simulator.control.startCall();
	simulator.control.setMuteEffect({ pretend: true });
	const stop = new AbortController();
	const { code } = simulator.account;
	const stoppable = connect({ code, baseUrl: simulator.url }, { signal: stop.signal });
	const running = failureOf(setRecordingMuted(stoppable, { muted: true, target: onExtension }), code);
	setTimeout(() => stop.abort(), 300);
	const before = performance.now();
	expect((await running).kind).toBe('cancelled');
	expect(performance.now() - before).toBeLessThan(1_000);
});

it('with the right setting it takes one request, two looks and next to no time', async () => {
	simulator.control.startCall();
	const before = performance.now();
	await setRecordingMuted(connection(), { muted: true, target: onExtension });
	expect(performance.now() - before).toBeLessThan(500);
	expect(simulator.control.requests().map(({ path }) => path)).toEqual([READ, MUTE, READ]);
});
