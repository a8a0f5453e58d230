/** A day as the real-time servers tell it, second by second; no clock has to be waited for (voicenter-api.md §13, §15). */
import type { Account } from '../account';
import { LOGIN } from '../agents';
import type { Handed } from '../realtime/journal';
import { allExtensionsStatus, extensionEvent } from '../realtime/payloads/extensions';
import { loginStatus } from '../realtime/payloads/queues';
import { type Stage, stageOf } from '../realtime/plays/stage';
import { createWorld, type World } from '../world';
import type { Day, DayBreak, DayCall, DayCallback } from './plan';
import { callIdOf, extensionOf, phoneOf } from './records';

/** What a client would be sent that is connected. */
export interface DayLive {
	/** Everything up to and including a second, in the order in which it happened. Seconds do not go back. */
	until: (second: number) => Handed[];
	/** The lists, as the day is now: what a client gets that connects in that second. */
	lists: (second: number) => Handed[];
}

/** Within a second, who waits and who answers come first: the end of the second is what a supervisor sees. */
const ORDER = ['join', 'leave', 'busy', 'free'] as const;

interface Step {
	readonly second: number;
	readonly order: number;
	readonly run: (at: Date) => void;
}

/** How long the agent's own phone rings in a click-to-call, in seconds. */
export const PHONE_RINGS = 2;

const STATUSES = { lunch: 3, break: 7, training: 11 } as const satisfies Record<DayBreak['status'], number>;

/** @param account with as many extensions and queues as the day needs */
export function liveOf(day: Day, account: Account): DayLive {
	const world = createWorld();
	world.account.update(() => account);
	const told: Handed[] = [];
	const send = (event: Handed) => void told.push(event);
	const steps = [
		...day.calls.flatMap((call) =>
			call.kind === 'queue' ? queueSteps(world, call, send) : callbackSteps(world, call, send),
		),
		...day.breaks.flatMap((one) => breakSteps(world, one, send)),
	].sort((one, other) => one.second - other.second || one.order - other.order);
	let next = 0;
	return {
		until(second) {
			for (let step = steps[next]; step && step.second <= second; step = steps[(next += 1)]) {
				step.run(new Date(step.second * 1_000));
			}
			return told.splice(0);
		},
		lists(second) {
			const at = new Date(second * 1_000);
			return [
				{ name: 'loginStatus', payload: loginStatus(world, account.queues, at) },
				{ name: 'AllExtensionsStatus', payload: allExtensionsStatus(world, account.extensions, at) },
			];
		},
	};
}

const stepAt = (second: number, order: (typeof ORDER)[number], run: Step['run']): Step => ({
	second,
	order: ORDER.indexOf(order),
	run,
});

function queueSteps(world: World, call: DayCall, send: (event: Handed) => void): Step[] {
	const account = world.account.get();
	const queue = account.queues[call.queue];
	if (!queue) throw new Error(`the account has no queue ${call.queue}`);
	const phone = call.isWithheld ? 'Anonymous' : phoneOf(call.customer);
	const stage = stageOf(
		world,
		{
			callId: callIdOf(call),
			direction: 'Incoming',
			phone,
			name: phone,
			did: queue.did,
			customData: {},
			queue,
		},
		[],
		send,
	);
	const join = stepAt(call.joinedAt, 'join', (at) => stage.join(at));
	if (call.agent === undefined) {
		return [join, stepAt(call.leftQueueAt, 'leave', (at) => stage.leave('ABANDONED', at))];
	}
	const { agent, transfer } = call;
	const first = extensionOf(account, agent);
	const answered = stepAt(call.leftQueueAt, 'leave', (at) => {
		stage.ring(first.sip, at);
		stage.leave('EXIT', at, first.user.name);
		stage.answer(first.sip, at);
	});
	if (!transfer) return [join, answered, endOf(stage, first.sip, call.endedAt)];
	const second = extensionOf(account, transfer.agent);
	const passedOn = stepAt(transfer.at, 'busy', (at) => {
		stage.hangUp(first.sip, { cause: 'Normal hangup' }, at);
		stage.ring(second.sip, at);
		stage.answer(second.sip, at);
	});
	return [join, answered, passedOn, endOf(stage, second.sip, call.endedAt)];
}

function callbackSteps(world: World, call: DayCallback, send: (event: Handed) => void): Step[] {
	const { sip } = extensionOf(world.account.get(), call.agent);
	const phone = phoneOf(call.customer);
	const facts = { callId: callIdOf(call), phone, name: phone, did: '', customData: {} };
	const stage = stageOf(world, { ...facts, direction: 'Click2Call' }, [], send);
	const startedAt = new Date(call.startedAt * 1_000);
	return [
		stepAt(call.startedAt, 'busy', (at) => stage.ring(sip, at, { status: 'Dialing', clickToCallLeg: 1 })),
		stepAt(call.startedAt + PHONE_RINGS, 'busy', (at) => {
			stage.answer(sip, at);
			stage.ring(sip, at, { status: 'Talking', clickToCallLeg: 2, startedAt });
		}),
		...(call.answeredAt === undefined
			? []
			: [stepAt(call.answeredAt, 'busy', (at) => stage.answer(sip, at))]),
		endOf(stage, sip, call.endedAt),
	];
}

function endOf(stage: Stage, sip: string, second: number): Step {
	return stepAt(second, 'free', (at) => stage.hangUp(sip, { cause: 'Normal hangup' }, at));
}

function breakSteps(
	world: World,
	{ agent, status, from, to }: DayBreak,
	send: (event: Handed) => void,
): Step[] {
	const extension = extensionOf(world.account.get(), agent);
	const enter = (id: number) => (at: Date) => {
		world.agents.set({ userId: extension.user.id, extension: extension.sip, status: id, since: at });
		const payload = extensionEvent(world, { extension, reason: 'userStatusUpdate', at });
		send({ name: 'ExtensionEvent', reason: 'userStatusUpdate', payload });
	};
	return [stepAt(from, 'busy', enter(STATUSES[status])), stepAt(to, 'free', enter(LOGIN))];
}
