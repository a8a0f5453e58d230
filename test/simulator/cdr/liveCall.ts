import type { Account } from '../account';
import type { Call } from '../calls';
import { withCountryPrefix } from '../phones';
import { buildRecord, type CdrRecord } from './record';

/** The record of an incoming or outgoing call that was there for real and has ended. */
export function liveCallRecord(account: Account, call: Call, talkSeconds: number): CdrRecord {
	const incoming = call.kind === 'incoming';
	const answered = call.answeredAt !== undefined;
	const rangUntil = (call.answeredAt ?? call.endedAt ?? call.startedAt).getTime();
	return buildRecord({
		account,
		callId: call.callId,
		startedAt: call.startedAt,
		type: incoming ? 'Incoming Call' : 'Extension Outgoing',
		status: answered ? 'ANSWER' : incoming ? 'NOANSWER' : 'CANCEL',
		caller: incoming ? call.phone : (account.dids[0] ?? ''),
		target: incoming ? call.target : withCountryPrefix(call.target),
		durationSeconds: answered ? talkSeconds : 0,
		dialSeconds: Math.round((rangUntil - call.startedAt.getTime()) / 1000),
		...(call.extension && {
			extension: { side: incoming ? ('target' as const) : ('caller' as const), is: call.extension },
		}),
		...(call.did !== undefined && { did: call.did }),
		recorded: answered && call.recordingFile !== undefined,
		...(call.customData && { customData: call.customData }),
	});
}
