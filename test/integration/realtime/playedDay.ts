/** A whole day of a call centre through one monitor, by a clock that the test moves on; outages included. */
import type { ConditionSettings } from '../../../nodes/platform/realtime/conditions';
import type { SessionListener } from '../../../nodes/platform/realtime/connection/session';
import type { RealTimeEvent } from '../../../nodes/platform/realtime/events';
import type { LoggedCall } from '../../../nodes/platform/realtime/gap/gapCalls';
import { createMonitors } from '../../../nodes/platform/realtime/monitor';
import { toCallRecord } from '../../../nodes/platform/services/callLog/record';
import { readRow } from '../../../nodes/platform/services/callLog/row';
import { seedAccount } from '../../simulator/account';
import { liveOf } from '../../simulator/day/live';
import { type DayOptions, outageAt, planDay } from '../../simulator/day/plan';
import { accountOf, entriesOf } from '../../simulator/day/records';
import type { LogEntry } from '../../simulator/callLog/record';
import { endOfDay, expectedOf, type Limits } from './dayKnows';

const server = 'https://monitor1.voicenter.co.il';

/** Until the Call Log has been asked the last time after an outage. */
const AFTERWARDS = 1_200;

/** Plays a day, by fake timers. */
export async function playDayLive(options: DayOptions, limits: Limits) {
	const day = planDay({ ...options, lands: 'whenOver' });
	jest.setSystemTime((options.from - 1) * 1_000);
	const account = accountOf(seedAccount(), day);
	const live = liveOf(day, account);
	const entries = entriesOf(day, account);
	const told: RealTimeEvent[] = [];
	const conditions: RealTimeEvent[] = [];
	const failures: string[] = [];
	let listener: SessionListener | undefined;
	const lists = { areWanted: false };

	const join = createMonitors(
		(_options, given) => {
			listener = given;
			return { state: 'live', resync: () => void (lists.areWanted = true), close: () => Promise.resolve() };
		},
		async function* (_account, { from, to }) {
			yield await Promise.resolve(logged(entries, from, to));
		},
	);
	const logged = (all: readonly LogEntry[], from: Date, to: Date): LoggedCall[] => {
		const now = Date.now();
		if (outageAt(day, Math.floor(now / 1_000))) throw new Error('Voicenter answered 503');
		return all
			.filter(({ record, visibleAt }) => {
				const at = record.DateEpoch * 1_000;
				return visibleAt <= now && at >= from.getTime() && at <= to.getTime();
			})
			.map(({ record }) => {
				const raw = { ...record };
				const identity = [record.CallID, record.Type, record.DateEpoch, record.TargetNumber].join();
				return { identity, raw, record: toCallRecord(readRow(raw), record.CallID) };
			});
	};
	const hear = (messages: ReturnType<typeof live.lists>) => {
		for (const { name, payload } of messages) {
			// As it comes off the wire.
			const copy: unknown = JSON.parse(JSON.stringify(payload));
			listener?.onEvent({ name, payload: copy, receivedAt: new Date() });
		}
	};

	const { from } = options;
	const joining = join(
		{
			account: { code: 'code' },
			login: { by: 'token', token: 'token' },
			log: (message) => failures.push(message),
		},
		{
			onEvent: (event) => told.push(event),
			onRefused: (error) => failures.push(error.message),
			recoverFromCallLog: true,
			wants: new Set(['queueAbandoned', 'callFinished']),
			conditions: { settings: settingsOf(limits, account), take: (event) => conditions.push(event) },
		},
	);
	listener?.onConnection({ state: 'connected', at: new Date(), server });
	hear(live.lists(from - 1));
	const share = await joining;
	// What happens in a second is heard a moment before the clock is looked at in it.
	await jest.advanceTimersByTimeAsync(999);
	const end = endOfDay(day) + AFTERWARDS;
	for (let second = from; second < end; second += 1) {
		const at = new Date(second * 1_000);
		const outage = outageAt(day, second);
		const messages = live.until(second);
		if (outage?.from === second) {
			const lastHeardAt = new Date((second - 1) * 1_000);
			listener?.onConnection({ state: 'lost', at, lastHeardAt, server, reason: 'the connection broke' });
		}
		const before = outage ? undefined : outageAt(day, second - 1);
		if (before) {
			const lostAt = new Date((before.from - 1) * 1_000);
			listener?.onConnection({ state: 'recovered', at, lostAt, server });
			hear(live.lists(second));
		} else if (!outage) {
			hear(messages);
			if (lists.areWanted) hear(live.lists(second));
			lists.areWanted = false;
		}
		await jest.advanceTimersByTimeAsync(1_000);
	}
	await share.leave();
	return {
		day,
		account,
		told,
		failures,
		conditions: conditions.map(short),
		expected: expectedOf(day, account, limits),
	};
}

function settingsOf(
	{ callers, overAt, lasts, wait, status, talk, watched }: Limits,
	account: ReturnType<typeof accountOf>,
): ConditionSettings {
	const whose = account.extensions.slice(0, watched).map(({ sip }) => sip);
	return {
		queueIsLong: { callers, overAt, lastsMs: lasts * 1_000 },
		nobodyIsFree: { whose, lastsMs: lasts * 1_000 },
		callerWaitsTooLong: { ms: wait * 1_000 },
		agentTooLongInStatus: { statuses: '3, 7', ms: status * 1_000 },
		callIsTooLong: { ms: talk * 1_000 },
		tellsOver: true,
	};
}

function short({ event, at, since = '', isOver, lastedSeconds, ...of }: RealTimeEvent): string {
	const second = (time: string) => Math.floor(Date.parse(time) / 1_000);
	const isOfPhone = event === 'agentTooLongInStatus';
	const who = (isOfPhone ? of.extension?.sip : (of.callId ?? of.queue?.id)) ?? '';
	const when = isOver ? `over at ${second(at)} after ${lastedSeconds ?? '?'}` : `told at ${second(at)}`;
	return `${event} ${who} since ${second(since)} ${when}`.replace('  ', ' ');
}
