import { VoicenterError } from '../../../../nodes/platform/http/errors';
import type { LoggedCall } from '../../../../nodes/platform/realtime/gap/gapCalls';
import { abandonedLive, abandonedLogged, gap, MINUTE, options, stage, subscriber } from './monitorStage';

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-01-31T10:00:00.000Z') }));
afterEach(() => jest.useRealTimers());

test('what the connection says at last is not told again to those who have it from the Call Log', async () => {
	const records: LoggedCall[] = [];
	const scene = stage(() => records);
	const [one, other] = [subscriber({ recoverFromCallLog: true }), subscriber()];
	await scene.join(options, one);
	await scene.join(options, other);
	records.push(abandonedLogged());
	gap(scene);
	await jest.advanceTimersByTimeAsync(2 * MINUTE);
	expect(one.names().filter((name) => name === 'queueAbandoned')).toHaveLength(1);
	scene.wire('QueueEvent', abandonedLive);
	expect(one.names().filter((name) => name === 'queueAbandoned')).toHaveLength(1);
	expect(other.names().filter((name) => name === 'queueAbandoned')).toHaveLength(1);
});

test('the Call Log is not asked when nobody wants it', async () => {
	const read = jest.fn(() => []);
	const scene = stage(read);
	await scene.join(options, subscriber());
	gap(scene);
	await jest.advanceTimersByTimeAsync(30 * MINUTE);
	expect(read).not.toHaveBeenCalled();
});

test('one who joins late is told at once how the connection is', async () => {
	const scene = stage();
	await scene.join(options, subscriber());
	gap(scene);
	const late = subscriber();
	const joining = scene.join(options, late);
	expect(late.names()).toEqual(['connectionConnected']);
	await joining;
	expect(scene.listeners).toHaveLength(1);
});

test('snapshots of a connection that was lost are not given to one who joins late', async () => {
	const scene = stage();
	await scene.join(options, subscriber());
	scene.wire('AllExtensionsStatus', { extensions: [] });
	gap(scene);
	const late = subscriber();
	await scene.join(options, late);
	expect(late.names()).toEqual(['connectionConnected']);
});

describe('word that a list has changed', () => {
	test('asks for the lists, once for a burst; they come as lists, and tell of a call only that it is gone', async () => {
		const scene = stage();
		const one = subscriber();
		await scene.join(options, one);
		const shows = (...callIds: string[]) => {
			const calls = callIds.map((ivrid) => ({ ivrid, answered: 1 }));
			scene.wire('AllExtensionsStatus', { extensions: [{ extenUser: 'SIPSIP1', userName: 'Dana', calls }] });
		};
		shows('1');
		for (const list of ['ExtensionsUpdated', 'QueuesUpdated', 'DialersUpdated']) scene.wire(list, {});
		expect(scene.resyncs()).toBe(0);
		await jest.advanceTimersByTimeAsync(MINUTE);
		expect(scene.resyncs()).toBe(1);
		const before = one.events.length;
		shows('1', '2');
		expect(one.names().slice(before)).toEqual(['extensionsSnapshot']);
		await jest.advanceTimersByTimeAsync(MINUTE);
		shows('2');
		expect(one.names().slice(before + 1)).toEqual(['extensionsSnapshot', 'hangUp']);
		expect(one.events.at(-1)).toMatchObject({ callId: '1', recovered: true });
		scene.wire('QueuesUpdated', {});
		await jest.advanceTimersByTimeAsync(MINUTE);
		expect(scene.resyncs()).toBe(2);
	});

	test('they are asked for as well when a call has been silent for long: its end may be lost', async () => {
		const scene = stage();
		const one = subscriber();
		await scene.join(options, one);
		const call = { ivrid: '1', callstatus: 'Talking', direction: 'Incoming' };
		scene.wire('ExtensionEvent', {
			reason: 'NEWCALL',
			data: { extenUser: 'SIPSIP1', calls: [call], currentCall: call },
		});
		await jest.advanceTimersByTimeAsync(29 * MINUTE);
		expect(scene.resyncs()).toBe(0);
		await jest.advanceTimersByTimeAsync(3 * MINUTE);
		expect(scene.resyncs()).toBe(1);
		scene.wire('AllExtensionsStatus', { extensions: [{ extenUser: 'SIPSIP1', calls: [] }] });
		await jest.advanceTimersByTimeAsync(MINUTE);
		expect(one.events.at(-1)).toMatchObject({ event: 'callFinished', callId: '1', recovered: true });
		await jest.advanceTimersByTimeAsync(60 * MINUTE);
		expect(scene.resyncs()).toBe(1);
	});

	test('leaves no timer behind', async () => {
		const scene = stage();
		const share = await scene.join(options, subscriber());
		scene.wire('QueuesUpdated', {});
		await share.leave();
		expect(jest.getTimerCount()).toBe(0);
		expect(scene.resyncs()).toBe(0);
	});
});

test('a subscriber that fails keeps nothing from the others', async () => {
	const scene = stage();
	const log: string[] = [];
	const failing = () => {
		throw new Error('too much');
	};
	await scene.join(
		{ ...options, log: (message) => log.push(message) },
		{ onEvent: failing, onRefused: failing },
	);
	const other = subscriber();
	await scene.join(options, other);
	scene.wire('QueueEvent', abandonedLive);
	expect(other.names()).toEqual(['connectionConnected', 'queueAbandoned']);
	expect(log).toEqual(Array.from({ length: 2 }, () => 'Live events: a listener failed (too much)'));
});

test('the last to leave leaves the session, and no timer stays', async () => {
	const scene = stage();
	const [one, other] = await Promise.all([
		scene.join(options, subscriber()),
		scene.join(options, subscriber()),
	]);
	gap(scene);
	await one.leave();
	expect(scene.left()).toBe(0);
	await Promise.all([other.leave(), other.leave()]);
	expect(scene.left()).toBe(1);
	expect(jest.getTimerCount()).toBe(0);
});

describe('credentials that are refused', () => {
	const error = new VoicenterError({ kind: 'refused', operation: 'Log in', text: 'no' });

	test('are told to every one who joins, and leave nothing', async () => {
		const scene = stage();
		scene.refuse(error);
		const joining = [scene.join(options, subscriber()), scene.join(options, subscriber())];
		for (const one of joining) await expect(one).rejects.toBe(error);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('later on are told to all; who joins after that begins anew', async () => {
		const scene = stage();
		const one = subscriber();
		const share = await scene.join(options, one);
		scene.listeners[0]?.onRefused(error);
		expect(one.refusals).toEqual([error]);
		await scene.join(options, subscriber());
		expect(scene.listeners).toHaveLength(2);
		await share.leave();
		expect(scene.left()).toBe(1);
	});
});
