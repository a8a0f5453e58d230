/** Small days of a call centre, and what a supervisor who looks at every second of them would have been told. */
import type { RealTimeEvent } from '../../../../nodes/platform/realtime/events';
import { event, inQueue, onPhone, at } from '../events/account';
import { type PhoneNow, phoneList, queueList } from './desk';

/** What may happen in a second; `which` chooses among those that it may happen to. */
export interface Action {
	kind: 'join' | 'leave' | 'answer' | 'hangUp' | 'status' | 'lists' | 'gap' | 'nothing';
	which: number;
}

/** What is true at the end of a second. */
export interface Second {
	second: number;
	waiting: Record<string, number>;
	phones: Record<string, Required<PhoneNow>>;
	/** Whether anybody could know. */
	isKnown: boolean;
	/** Everything was told anew. */
	isListed: boolean;
	events: RealTimeEvent[];
}

const STATUSES = ['1', '2', '3', '7'];

/** Plays a day: one thing a second. */
export function play(actions: readonly Action[]): Second[] {
	let waiting: Record<string, number> = {};
	let phones: Second['phones'] = Object.fromEntries(
		['A', 'B'].map((sip) => [sip, { status: '1', since: 0, talks: {} }]),
	);
	let isKnown = true;
	const lists = (second: number) => [queueList(second, waiting), phoneList(second, phones)];
	const act = (second: number, { kind, which }: Action): RealTimeEvent[] => {
		const sip = which % 2 === 0 ? 'A' : 'B';
		const phone = phones[sip] ?? { status: '1', since: 0, talks: {} };
		const [talk] = Object.keys(phone.talks);
		switch (kind) {
			case 'join': {
				const callId = `w${second}`;
				waiting = { ...waiting, [callId]: second };
				const waitingCalls = Object.keys(waiting).length;
				return [inQueue('queueJoin', second, callId, { joinedAt: at(second), waitingCalls })];
			}
			case 'leave': {
				const callers = Object.keys(waiting);
				const callId = callers[which % callers.length];
				if (callId === undefined) return [];
				waiting = Object.fromEntries(Object.entries(waiting).filter(([one]) => one !== callId));
				return [inQueue('queueAbandoned', second, callId, { waitingCalls: callers.length - 1 })];
			}
			case 'answer': {
				if (talk !== undefined) return [];
				const callId = `t${second}`;
				phones = { ...phones, [sip]: { ...phone, talks: { [callId]: second } } };
				return [onPhone('answered', second, callId, sip, { isAnswered: true, answeredAt: at(second) })];
			}
			case 'hangUp':
				if (talk === undefined) return [];
				phones = { ...phones, [sip]: { ...phone, talks: {} } };
				return [onPhone('hangUp', second, talk, sip, { endedAt: at(second) })];
			case 'status': {
				const id = STATUSES[which % STATUSES.length] ?? '1';
				if (id === phone.status) return [];
				phones = { ...phones, [sip]: { ...phone, status: id, since: second } };
				const agentStatus = { id, since: at(second) };
				return [event('agentStatus', second, { extension: { sip }, agent: { id: sip }, agentStatus })];
			}
			default:
				return [];
		}
	};
	return actions.map((action, second) => {
		const happened = act(second, action);
		if (action.kind === 'gap' && isKnown && second > 0) {
			isKnown = false;
			return { second, waiting, phones, isKnown, isListed: false, events: [event('connectionLost', second)] };
		}
		const isListed = second === 0 || action.kind === 'gap' || (action.kind === 'lists' && isKnown);
		isKnown ||= isListed;
		const heard = isListed ? [...(second === 0 ? [] : happened), ...lists(second)] : happened;
		return { second, waiting, phones, isKnown, isListed, events: isKnown ? heard : [] };
	});
}

/** What the conditions of a model are set to; seconds. */
export interface Limits {
	callers: number;
	overAt: number;
	lasts: number;
	wait: number;
	status: number;
	talk: number;
}

/** What should have been told, as `short` says it, in no order. */
export function expected(day: readonly Second[], limits: Limits): string[] {
	const stays = (
		name: string,
		limit: number,
		of: (now: Second) => Record<string, number>,
		endOf: (key: string, now: Second) => number,
	) => {
		const keys = new Set(day.flatMap((now) => Object.keys(of(now))));
		return [...keys].flatMap((key) => {
			const isHere = (now: Second) => key in of(now);
			const since = day.map((now) => of(now)[key]).find((one) => one !== undefined) ?? 0;
			const told = day.find((now) => now.isKnown && isHere(now) && now.second >= since + limit);
			if (!told) return [];
			const who = `${name} ${key.split(' ')[0]} since ${since}`;
			const gone = day.find((now) => now.second > told.second && now.isKnown && !isHere(now));
			const begun = `${who} told at ${told.second}`;
			if (!gone) return [begun];
			const wasSeen = day[gone.second - 1]?.isKnown === true;
			const end = endOf(key, gone);
			return [begun, `${who} over at ${end} after ${wasSeen ? end - since : '?'}`];
		});
	};
	const talks = ({ phones }: Second) =>
		Object.fromEntries(Object.values(phones).flatMap((phone) => Object.entries(phone.talks)));
	const breaks = ({ phones }: Second) =>
		Object.fromEntries(
			Object.entries(phones)
				.filter(([, { status }]) => status === '3' || status === '7')
				.map(([sip, { status, since }]) => [`${sip} ${status} ${since}`, since]),
		);
	return [
		...stays(
			'callerWaitsTooLong',
			limits.wait,
			({ waiting }) => waiting,
			(_, { second }) => second,
		),
		...stays('callIsTooLong', limits.talk, talks, (_, { second }) => second),
		...stays(
			'agentTooLongInStatus',
			limits.status,
			breaks,
			(key, { phones }) => phones[key.charAt(0)]?.since ?? 0,
		),
		...swings(day, 'queueIsLong 77', limits.lasts, {
			begins: ({ waiting }) => Object.keys(waiting).length >= limits.callers,
			isOver: ({ waiting }) => Object.keys(waiting).length <= limits.overAt,
			since: ({ waiting, second, isListed }) =>
				isListed ? (Object.values(waiting).toSorted((a, b) => a - b)[limits.callers - 1] ?? second) : second,
		}),
		...swings(day, 'nobodyIsFree', limits.lasts, {
			begins: ({ phones }) => !isAnybodyFree(phones),
			isOver: ({ phones }) => isAnybodyFree(phones),
			since: ({ second }) => second,
		}),
	];
}

function isAnybodyFree(phones: Second['phones']): boolean {
	return Object.values(phones).some(({ status, talks }) => status === '1' && Object.keys(talks).length === 0);
}

/** What comes and goes, and has no name of its own each time. */
function swings(
	day: readonly Second[],
	name: string,
	lasts: number,
	{
		begins,
		isOver,
		since,
	}: Record<'begins' | 'isOver', (now: Second) => boolean> & {
		since: (now: Second) => number;
	},
): string[] {
	const said: string[] = [];
	let began: number | undefined;
	let isTold = false;
	for (const now of day.filter(({ isKnown }) => isKnown)) {
		if (isTold && isOver(now)) {
			const wasSeen = day[now.second - 1]?.isKnown === true && !now.isListed;
			said.push(
				`${name} since ${began} over at ${now.second} after ${wasSeen ? now.second - (began ?? 0) : '?'}`,
			);
			isTold = false;
			began = undefined;
		}
		if (!isTold) {
			began = begins(now) ? (began ?? since(now)) : undefined;
			isTold = began !== undefined && now.second >= began + lasts;
			if (isTold) said.push(`${name} since ${began} told at ${now.second}`);
		}
	}
	return said;
}
