/** What a day leaves in the Call Log (voicenter-api.md §3, §9). */
import { type Account, type Extension, type Queue, withMoreExtensions } from '../account';
import { entryOfCdr, type LogEntry } from '../callLog/record';
import { buildRecord, type RecordFacts } from '../cdr/record';
import { beginOf, type Day, type DayCall, type DayCallback, outageAt } from './plan';

/** The account of a day: with as many extensions and queues as it needs. */
export function accountOf(account: Account, { options }: Day): Account {
	const [pattern] = account.queues;
	if (!pattern) throw new Error('the account has no queue');
	const more = Array.from(
		{ length: Math.max(0, options.queues - account.queues.length) },
		(_, index): Queue => {
			const number = account.queues.length + index + 1;
			return {
				...pattern,
				key: `queue${number}`,
				id: 200_000_000 + number,
				name: `Queue ${number}`,
				did: `07227767${String(number).padStart(2, '0')}`,
			};
		},
	);
	return withMoreExtensions({ ...account, queues: [...account.queues, ...more] }, options.agents);
}

/** The call's ID. */
export function callIdOf({ kind, index }: DayCall | DayCallback): string {
	return `2026112900000000${kind === 'queue' ? 'd' : 'e'}${index.toString(36).padStart(15, '0')}`;
}

/** A customer's number, as Voicenter writes it. */
export function phoneOf(customer: number): string {
	return `05${String(20_000_000 + customer)}`;
}

/** The records of a day, in the order in which their calls began. */
export function entriesOf(day: Day, account: Account): LogEntry[] {
	return day.calls.flatMap((call) =>
		recordsOf(call, account).map((record) => entryOfCdr(record, landsAt(day, call) * 1_000)),
	);
}

/** From when on a call's records are found, in seconds since 1970: those of an outage when that is over. */
export function landsAt(day: Day, { endedAt }: DayCall | DayCallback): number {
	if (day.options.lands !== 'whenOver') return 0;
	return outageAt(day, endedAt)?.to ?? endedAt;
}

function recordsOf(call: DayCall | DayCallback, account: Account) {
	const facts = {
		account,
		callId: callIdOf(call),
		startedAt: new Date(beginOf(call) * 1_000),
		recorded: false,
	};
	return call.kind === 'queue' ? queueRecords(call, account, facts) : legs(call, account, facts);
}

type Common = Pick<RecordFacts, 'account' | 'callId' | 'startedAt' | 'recorded'>;

/** A transfer is a record of its own, with the call's ID; its talk is the second agent's. */
function queueRecords(call: DayCall, account: Account, common: Common) {
	const queue = account.queues[call.queue];
	if (!queue) throw new Error(`the account has no queue ${call.queue}`);
	const waitSeconds = call.leftQueueAt - call.joinedAt;
	const facts = {
		...common,
		type: 'Queue',
		caller: call.isWithheld ? 'Anonymous' : phoneOf(call.customer),
		did: queue.did,
		queue: { is: queue, waitSeconds },
		dialSeconds: 0,
	};
	if (call.agent === undefined) {
		return [buildRecord({ ...facts, target: queue.did, status: 'ABANDONE', durationSeconds: waitSeconds })];
	}
	const { transfer, endedAt, leftQueueAt } = call;
	const talkEnds = transfer?.at ?? endedAt;
	const one = extensionOf(account, call.agent);
	const answered = buildRecord({
		...facts,
		target: one.sip,
		status: 'ANSWER',
		durationSeconds: talkEnds - leftQueueAt,
		extension: { side: 'target', is: one },
	});
	if (!transfer) return [answered];
	const other = extensionOf(account, transfer.agent);
	const passedOn = buildRecord({
		...common,
		startedAt: new Date(transfer.at * 1_000),
		type: 'XferCDR',
		caller: facts.caller,
		target: other.sip,
		status: 'ANSWER',
		dialSeconds: 0,
		durationSeconds: endedAt - transfer.at,
		extension: { side: 'target', is: other },
	});
	return [answered, passedOn];
}

function legs(call: DayCallback, account: Account, common: Common) {
	const extension = extensionOf(account, call.agent);
	const [did = ''] = account.dids;
	const customer = phoneOf(call.customer);
	const isAnswered = call.answeredAt !== undefined;
	const talk = isAnswered ? call.endedAt - call.answeredAt : 0;
	return [
		buildRecord({
			...common,
			type: 'Click2Call leg1',
			status: isAnswered ? 'ANSWER' : 'NOANSWER',
			leg1Status: 'ANSWER',
			caller: did,
			target: extension.sip,
			dialSeconds: 2,
			durationSeconds: call.endedAt - call.startedAt - 2,
			extension: { side: 'target', is: extension },
		}),
		buildRecord({
			...common,
			type: 'Click2Call leg2',
			status: isAnswered ? 'ANSWER' : 'NOANSWER',
			leg1Status: 'ANSWER',
			caller: did,
			target: customer,
			dialSeconds: isAnswered ? call.answeredAt - call.startedAt : call.endedAt - call.startedAt,
			durationSeconds: talk,
			extension: { side: 'caller', is: extension },
		}),
	];
}

/** The phone of one of the day's agents. */
export function extensionOf(account: Account, agent: number): Extension {
	const extension = account.extensions[agent];
	if (!extension) throw new Error(`the account has no extension ${agent}`);
	return extension;
}
