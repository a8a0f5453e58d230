import { setTimeout as wait } from 'node:timers/promises';

import { connect } from '../../../nodes/platform/request/account';
import { setRecordingMuted } from '../../../nodes/platform/services/mute';
import { accountOf } from '../../../nodes/support/connection';
import { failureOf, refusedInput } from '../connections';
import {
	connection,
	isMuted,
	MUTE,
	muteBehindItsBack,
	onExtension,
	READ,
	sent,
	set,
	simulator,
	useSimulator,
} from './stage';

jest.setTimeout(30_000);
useSimulator();

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
			simulator().control.setMuteConvention(server);
			const one = simulator().control.startCall().callId;
			const two = simulator().control.startCall().callId;
			const other = simulator().control.startCall({ extension: 'SIPSIP2' }).callId;
			const meant = by === 'extension' ? [one, two] : [two];
			if (!muted) for (const callId of [one, two, other]) await muteBehindItsBack(callId, server);
			simulator().control.setMuteEffect({ delayMs });

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
	const { callId } = simulator().control.startCall();
	const body = '{"ErrorCode":"200","Message":"Success"}';
	simulator().control.addFault({ path: MUTE, times: 100, kind: 'garbageBody', body });
	const listed = {
		username: 'SIPSIP1',
		calls: [{ ivrid: callId, recording: { Filename: 'a', IsMuted: 1 } }],
	};
	simulator().control.addFault({
		path: READ,
		times: 100,
		kind: 'garbageBody',
		body: JSON.stringify({ ERR: 0, DESC: 'OK', EXTENSIONS: [listed] }),
	});
	const result = await set(true, { by: 'extension', extension: 'sipsip1' });
	expect(result).toMatchObject({ isConfirmed: true, calls: [{ callId }] });
});

it('0 is no success here, as in other services: nothing says that it was accepted', async () => {
	simulator().control.startCall();
	const body = '{"ErrorCode":0,"Message":""}';
	simulator().control.addFault({ path: MUTE, kind: 'garbageBody', body });
	const muting = setRecordingMuted(connection(), { muted: true, target: onExtension, confirm: false });
	await expect(muting).rejects.toMatchObject({ name: 'VoicenterError', kind: 'refused', code: 0 });
});

describe('requests', () => {
	it('go out as the document has them', async () => {
		const { callId } = simulator().control.startCall();
		await set(true, onExtension);
		await set(false, { by: 'callId', callId });
		expect(sent()).toEqual([
			{ extension: 'SIPSIP1', state: '1' },
			{ ivrid: callId, state: '0' },
		]);
		expect(simulator().control.requests(MUTE)[0]).toMatchObject({ method: 'POST', path: MUTE });
		const { code } = simulator().account;
		expect(sent(READ)[0]).toEqual({ code, extension: 'SIPSIP1' });
		expect(sent(READ).at(-1)).toEqual({ code });
	});

	it.each(['https://monitor5.voicenter.co', 'https://monitor5.voicenter.co/', 'monitor5.voicenter.co'])(
		'go to the account’s monitor server, %s',
		async (monitorUrl) => {
			const { callId } = simulator().control.startCall();
			await set(true, onExtension, connection(undefined, { monitorUrl }));
			expect(simulator().control.requests('/api/MuteUnmuteCalls')).toHaveLength(1);
			expect(isMuted(callId)).toBe(true);
		},
	);

	it('do not go to a monitor server that is none', async () => {
		simulator().control.startCall();
		const broken = set(true, onExtension, connection(undefined, { monitorUrl: 'http://' }));
		const error = await failureOf(broken, simulator().account.code);
		expect(error.kind).toBe('invalidAddress');
		expect(error.hint).toMatch(/Correct the Monitor Server/);
	});

	it.each([
		[{ by: 'extension', extension: '1' } as const, 'target.extension'],
		[{ by: 'callId', callId: ' ' } as const, 'target.callId'],
		// An expression that finds nothing.
		[{ by: 'callId', callId: null } as const, 'target.callId'],
		[{ by: 'callId', callId: undefined } as const, 'target.callId'],
	])('do not go out for %j', async (target, field) => {
		expect((await refusedInput(set(true, target))).field).toBe(field);
		expect(simulator().control.requests()).toEqual([]);
	});

	it('are not looked after when nobody wants that', async () => {
		simulator().control.setMuteConvention('zeroMutes');
		const { callId } = simulator().control.startCall();
		const result = await setRecordingMuted(connection(), {
			muted: true,
			target: onExtension,
			confirm: false,
		});
		// Here the opposite of what was asked for came about: nothing in the result says otherwise.
		expect(result).toEqual({
			extension: 'SIPSIP1',
			isConfirmed: false,
			message: 'Success',
			actionId: expect.any(String) as string,
		});
		expect(simulator().control.requests()).toHaveLength(1);
		expect(isMuted(callId)).toBe(false);
	});

	it('follow what was found out earlier even then', async () => {
		simulator().control.setMuteConvention('zeroMutes');
		const { callId } = simulator().control.startCall();
		await set(true, onExtension);
		await setRecordingMuted(connection(), { muted: false, target: onExtension, confirm: false });
		expect(isMuted(callId)).toBe(false);
	});

	it('that broke off are sent again', async () => {
		const { callId } = simulator().control.startCall();
		simulator().control.addFault({ path: MUTE, kind: 'closeBeforeAnswer' });
		await set(true, onExtension);
		expect(isMuted(callId)).toBe(true);
	});
});

describe('where the credential has a login for live events', () => {
	const MONITOR = '/api/MuteUnmuteCalls';
	const servers = ['https://monitor7.voicenter.co:443/', 'https://monitor8.voicenter.co'];
	const muteWith = async (account: Parameters<typeof connection>[1]) =>
		set(true, onExtension, connection(undefined, account));

	it('requests go to the server that it names, which is asked for once', async () => {
		const { callId } = simulator().control.startCall();
		simulator().control.setMuteAddress('monitorServer');
		const realTimeServers = jest.fn(async () => Promise.resolve(servers));
		await muteWith({ realTimeServers });
		await muteWith({ realTimeServers });

		expect(isMuted(callId)).toBe(true);
		expect(sent(MONITOR)).toHaveLength(2);
		expect(sent()).toHaveLength(0);
		expect(realTimeServers).toHaveBeenCalledTimes(1);
	});

	it('but for the monitor server that the credential gives', async () => {
		simulator().control.startCall();
		const realTimeServers = jest.fn(async () => Promise.resolve(servers));
		await muteWith({ realTimeServers, monitorUrl: 'https://monitor5.voicenter.co' });
		expect(sent(MONITOR)).toHaveLength(1);
		expect(realTimeServers).not.toHaveBeenCalled();
	});

	it('and to the document’s where that one knows no muting', async () => {
		const { callId } = simulator().control.startCall();
		simulator().control.setMuteAddress('document');
		const result = await muteWith({ realTimeServers: async () => Promise.resolve(servers) });
		expect(result).toMatchObject({ isMuted: true, isConfirmed: true });
		expect([sent(MONITOR).length, sent().length]).toEqual([1, 1]);
		expect(isMuted(callId)).toBe(true);
	});

	it.each<[string, () => Promise<readonly string[]>]>([
		['fails', async () => Promise.reject(new Error('no'))],
		['names none', async () => Promise.resolve([])],
		['does not end', async () => new Promise(() => undefined)],
	])('and to the document’s where the login %s', async (_what, realTimeServers) => {
		const { callId } = simulator().control.startCall();
		await muteWith({ realTimeServers });
		expect([sent(MONITOR).length, sent().length]).toEqual([0, 1]);
		expect(isMuted(callId)).toBe(true);
	});

	it('the simulator’s login names one', async () => {
		const { token } = simulator().account.realTime;
		const { realTimeServers } = accountOf({ realTimeLogin: 'token', realTimeToken: token });
		await simulator().control.addRealTimeServer();
		simulator().control.startCall();
		await muteWith({ realTimeServers });
		expect(simulator().control.requests('/monitorAPI/Login/Token')).toHaveLength(1);
		expect(sent(MONITOR)).toHaveLength(1);
	});
});

it('what was found out counts for its own account and host only', async () => {
	simulator().control.setMuteConvention('zeroMutes');
	simulator().control.startCall();
	await set(true, onExtension);
	simulator().control.clearRequests();
	const department = connection(undefined, { code: simulator().account.departments[1]?.code ?? '' });
	const { callId } = simulator().control.startCall({ extension: 'SIPSIP2' });
	await set(true, { by: 'extension', extension: 'SIPSIP2' }, department);
	expect(sent().map(({ state }) => state)).toEqual(['1', '0']);
	expect(isMuted(callId)).toBe(true);
});

it('a wrong setting is said in the log, with nothing secret', async () => {
	simulator().control.setMuteConvention('zeroMutes');
	simulator().control.startCall();
	const lines: string[] = [];
	const log = (line: string) => void lines.push(line);
	await set(true, onExtension, { ...connection('oneMutes'), log });
	await set(false, onExtension, { ...connection('oneMutes'), log });
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatch(/the other way round than the credential says/);
	expect(lines[0]).not.toContain(simulator().account.code);
});

it('stops when the execution is stopped', async () => {
	simulator().control.startCall();
	simulator().control.setMuteEffect({ pretend: true });
	const stop = new AbortController();
	const { code } = simulator().account;
	const stoppable = connect({ code, baseUrl: simulator().url }, { signal: stop.signal });
	const running = failureOf(setRecordingMuted(stoppable, { muted: true, target: onExtension }), code);
	setTimeout(() => stop.abort(), 300);
	expect((await running).kind).toBe('cancelled');
});

it('with the right setting it takes one request and two looks', async () => {
	simulator().control.startCall();
	await setRecordingMuted(connection(), { muted: true, target: onExtension });
	expect(
		simulator()
			.control.requests()
			.map(({ path }) => path),
	).toEqual([READ, MUTE, READ]);
});
