import type { IRun } from 'n8n-workflow';

import { VoicenterError } from '../../../nodes/platform/http/errors';
import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import { VoicenterRealTimeTrigger } from '../../../nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
import { event, inQueue, onPhone } from './events/account';
import { monitor, n8n, rings, send, TOKEN } from './nodeStage';

describe('active', () => {
	it('events that match start the workflow, numbers written internationally', async () => {
		const { trigger, received } = n8n({ filters: { extensions: 'SIPSIP1' } });
		await trigger();
		send(rings('1'), onPhone('newCall', 0, '2', 'SIPSIP2'), onPhone('hangUp', 1, '1', 'SIPSIP1'));
		expect(received()).toEqual([
			{
				...rings('1'),
				// Only where it is asked for.
				raw: undefined,
				callerE164: '+972501234567',
				customerNumber: '0501234567',
				customerE164: '+972501234567',
				isMobile: true,
				isWithheld: false,
			},
		]);
	});

	it('the account’s login goes to the monitor, and whether gaps are to be filled', async () => {
		await n8n({ options: { recoverMissedCalls: true } }).trigger();
		expect(monitor.joined[0]).toMatchObject({
			options: { account: { code: 'the code' }, login: { by: 'token', token: 'the token' } },
			subscriber: { recoverFromCallLog: true },
		});
	});

	it('trouble is a warning in n8n’s log, progress is none', async () => {
		const { trigger, log } = n8n({});
		await trigger();
		const { options } = monitor.joined[0] ?? {};
		options?.log?.('Live events: the Call Log could not be asked');
		options?.progress?.('Call Log: waiting, because Voicenter takes 30 requests a minute');
		send(event('connectionConnected', 0), event('connectionRecovered', 1));
		expect(log.map(({ level }) => level)).toEqual(['warn', 'debug', 'info', 'info']);
	});

	it('one event an execution; twenty at a time, the next when one of them has ended', async () => {
		const { trigger, emitted } = n8n({});
		await trigger();
		for (let call = 0; call < 25; call++) send(rings(String(call)));
		expect(emitted).toHaveLength(20);
		emitted[3]?.done?.resolve({} as IRun);
		await new Promise(setImmediate);
		expect(emitted).toHaveLength(21);
		expect(emitted[20]?.items).toMatchObject([{ json: { callId: '20' } }]);
	});

	it('several events an execution', async () => {
		const { trigger, emitted } = n8n({ delivery: 'batches', batchEvents: 3, batchMilliseconds: 60_000 });
		const { closeFunction } = await trigger();
		send(rings('1'), rings('2'));
		expect(emitted).toEqual([]);
		send(rings('3'), rings('4'));
		expect(emitted.map(({ items }) => items.length)).toEqual([3]);
		await closeFunction?.();
		expect(emitted.map(({ items }) => items.length)).toEqual([3, 1]);
	});

	it.each([
		[{}, ['1', '2']],
		[{ ringsAndAnswers: 'perCall' }, ['1', '2']],
		[{ ringsAndAnswers: 'perPhone' }, ['1', '1', '2']],
	])('how often a call is answered: %j', async (options, callIds) => {
		const { trigger, received } = n8n({ options });
		await trigger();
		send(
			onPhone('answered', 0, '1', 'A'),
			onPhone('answered', 1, '1', 'B'),
			onPhone('answered', 2, '2', 'A'),
		);
		expect(received().map(({ callId }) => callId)).toEqual(callIds);
	});

	it('a queue that fills starts the workflow once', async () => {
		const { trigger, received } = n8n({ events: ['queueJoin'], filters: { queueFillsTo: '2' } });
		await trigger();
		send(...[1, 2, 3].map((waitingCalls) => inQueue('queueJoin', 0, `${waitingCalls}`, { waitingCalls })));
		expect(received().map(({ callId }) => callId)).toEqual(['2']);
	});

	it('deactivated: the connection is left, and nothing starts any more', async () => {
		const { trigger, received } = n8n({ options: { repeatListsMinutes: 1 } });
		const { closeFunction } = await trigger();
		await closeFunction?.();
		send(rings('1'));
		expect(monitor.left).toBe(1);
		expect(received()).toEqual([]);
	});

	it('lists that others have had may be old: they are asked for again', async () => {
		monitor.present = [event('connectionConnected', 0), event('extensionsSnapshot', 0)];
		const { trigger, received } = n8n({ events: ['extensionsSnapshot'] });
		await trigger();
		expect(received()).toEqual([]);
		expect(monitor.resyncs).toBe(1);
	});

	describe('conditions', () => {
		const LONG = { events: ['queueIsLong'], queueIsLongFrom: '2', queueIsOverAt: 0 };
		const waits = (callId: string, waitingCalls: number, id = '77') =>
			inQueue('queueJoin', 0, callId, { waitingCalls, queue: { id, name: `Queue ${id}` } });
		const told = (received: () => object[]) =>
			received().map((item) => {
				const { event: name, queue, isOver } = item as RealTimeEvent;
				return [name, queue?.id, isOver];
			});
		beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
		afterEach(() => jest.useRealTimers());

		it('are told as time passes, of the queues that match, and when they are over', async () => {
			const { trigger, received } = n8n({ ...LONG, filters: { queues: '77' } });
			await trigger();
			send(...['77', '88'].flatMap((id) => [waits('1', 1, id), waits('2', 2, id)]));
			jest.advanceTimersByTime(1_000);
			expect(told(received)).toEqual([['queueIsLong', '77', false]]);
			send(...['77', '88'].map((id) => ({ ...waits('2', 0, id), event: 'queueAbandoned' as const })));
			jest.advanceTimersByTime(60_000);
			expect(told(received)).toEqual([
				['queueIsLong', '77', false],
				['queueIsLong', '77', true],
			]);
		});

		it('of a connection that others use, begin with lists of now', async () => {
			monitor.present = [event('connectionConnected', 0), event('queuesSnapshot', 0, { queues: [] })];
			await n8n(LONG).trigger();
			expect(monitor.resyncs).toBe(1);
		});
	});

	it('a connection of its own begins with the lists: nothing is asked for', async () => {
		const { trigger, received } = n8n({ events: ['extensionsSnapshot'] });
		await trigger();
		send(event('connectionConnected', 0), event('extensionsSnapshot', 0));
		expect(received()).toHaveLength(1);
		expect(monitor.resyncs).toBe(0);
	});

	it('says in the log how the connection is', async () => {
		const { trigger, logged } = n8n({});
		await trigger();
		send(event('connectionWaiting', 0, { message: 'nobody answers' }), event('connectionConnected', 1));
		expect(logged).toEqual([
			expect.stringMatching(/^Live: waiting for Voicenter. nobody answers/),
			expect.stringMatching(/^Live: connected/),
		]);
	});

	it.each(['trigger', 'manual'] as const)(
		'credentials refused later (%s): the reason, and nothing stays',
		async (mode) => {
			const { trigger, errors } = n8n({ options: { repeatListsMinutes: 1 } }, TOKEN, mode);
			await (await trigger()).manualTriggerFunction?.();
			monitor.joined[0]?.subscriber.onRefused(refused());
			expect(errors).toMatchObject([
				{ name: 'NodeApiError', message: expect.stringContaining('wrong token') as unknown },
			]);
			expect(monitor.left).toBe(1);
		},
	);
});

function refused(): VoicenterError {
	return new VoicenterError({ kind: 'refused', operation: 'Log in', text: 'wrong token', hint: 'Check it' });
}

describe('what fails the activation', () => {
	it('refused credentials, with the reason and what to do, told once', async () => {
		monitor.refusal = refused();
		const { trigger, errors } = n8n({});
		await expect(trigger()).rejects.toMatchObject({
			message: expect.stringMatching(/wrong token.*Check it/) as unknown,
		});
		expect(errors).toEqual([]);
	});

	it.each<[object, RegExp]>([
		[{ code: 'x', realTimeLogin: 'none' }, /Real-Time Login is missing/],
		[{ code: 'x' }, /Real-Time Login is missing/],
		[{ code: 'x', realTimeLogin: 'token', realTimeToken: ' ' }, /Real-Time Token is missing/],
		[{ code: 'x', realTimeLogin: 'account' }, /Username and Password is missing/],
		[{ code: 'x', realTimeLogin: 'user', password: 'y' }, /Email is missing/],
	])('a credential without a login: %j', async (credential, reason) => {
		await expect(n8n({}, credential).trigger()).rejects.toThrow(reason);
		expect(monitor.joined).toEqual([]);
	});

	it.each([
		[{ events: [] }, /Events: choose at least one/],
		[{ options: { country: 'Israel' } }, /"Israel" is not a country/],
	])('%j', async (parameters, reason) => {
		await expect(n8n(parameters).trigger()).rejects.toThrow(reason);
	});
});

describe('Listen for test event', () => {
	it('gives the next event that matches, one only, and leaves when n8n closes', async () => {
		const { trigger, received } = n8n({}, TOKEN, 'manual');
		const { manualTriggerFunction, closeFunction } = await trigger();
		expect(monitor.joined).toEqual([]);
		await manualTriggerFunction?.();
		send(onPhone('hangUp', 0, '1', 'A'), rings('2'), rings('3'));
		expect(received()).toMatchObject([{ callId: '2' }]);
		await closeFunction?.();
		expect(monitor.left).toBe(1);
	});

	it('given up while connecting, it leaves all the same', async () => {
		const { trigger } = n8n({}, TOKEN, 'manual');
		const { manualTriggerFunction, closeFunction } = await trigger();
		const listening = manualTriggerFunction?.();
		await closeFunction?.();
		await listening;
		expect(monitor.left).toBe(1);
	});

	describe('while Voicenter cannot be reached', () => {
		const waiting = event('connectionWaiting', 0, { message: 'nobody answers' });
		const said = /cannot be reached at the moment. nobody answers/;

		it('says so, instead of waiting for ever', async () => {
			monitor.present = [waiting];
			const { trigger, errors } = n8n({}, TOKEN, 'manual');
			const { manualTriggerFunction } = await trigger();
			await expect(manualTriggerFunction?.()).rejects.toThrow(said);
			expect(errors).toEqual([]);
			expect(monitor.left).toBe(1);
		});

		it('says so once, when it happens while it listens', async () => {
			const { trigger, errors, received } = n8n({}, TOKEN, 'manual');
			const { manualTriggerFunction } = await trigger();
			await manualTriggerFunction?.();
			send(waiting, waiting, rings('1'));
			expect(errors).toMatchObject([{ message: expect.stringMatching(said) as unknown }]);
			expect(received()).toEqual([]);
			expect(monitor.left).toBe(1);
		});

		it('gives that event to a workflow that has chosen it', async () => {
			const { trigger, errors, received } = n8n({ events: ['connectionWaiting'] }, TOKEN, 'manual');
			const { manualTriggerFunction } = await trigger();
			await manualTriggerFunction?.();
			send(waiting);
			expect(received()).toMatchObject([{ event: 'connectionWaiting' }]);
			expect(errors).toEqual([]);
		});
	});

	it('gives a sample of each chosen kind, whatever the filters', async () => {
		const everyKind = new VoicenterRealTimeTrigger().description.properties
			.find(({ name }) => name === 'events')
			?.options?.map((option) => ('value' in option ? option.value : ''));
		const { trigger, received } = n8n(
			{ events: everyKind, testWith: 'samples', filters: { queues: 'none' } },
			TOKEN,
			'manual',
		);
		const { manualTriggerFunction } = await trigger();
		await manualTriggerFunction?.();
		expect(received().map((json) => json['event'])).toEqual(everyKind);
		expect(monitor.joined).toEqual([]);
	});
});
