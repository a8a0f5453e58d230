import { type Account, extensionBySip } from '../account';
import type { Call } from '../calls';
import { textOf } from '../http/parameters';
import { withCountryPrefix } from '../phones';
import { shiftSeconds } from '../times';
import { buildRecord, type CdrRecord } from './record';

/** How a click-to-call went. `phone…` is leg 1, `target…` leg 2. */
export const CLICK_TO_CALL_OUTCOMES = {
	answered: { leg1: 'ANSWER', leg2: 'ANSWER' },
	phoneNoAnswer: { leg1: 'NOANSWER', leg2: 'NOTCALLED' },
	phoneCancelled: { leg1: 'CANCEL', leg2: 'NOTCALLED' },
	phoneUnavailable: { leg1: 'CHANUNAVAIL', leg2: 'NOTCALLED' },
	targetNoAnswer: { leg1: 'ANSWER', leg2: 'NOANSWER' },
	targetBusy: { leg1: 'ANSWER', leg2: 'BUSY' },
	targetCancelled: { leg1: 'ANSWER', leg2: 'CANCEL' },
} as const;

export type ClickToCallOutcome = keyof typeof CLICK_TO_CALL_OUTCOMES;

/** What the two records are made from. Seconds. */
export interface ClickToCallStory {
	readonly account: Account;
	readonly call: Call;
	readonly outcome: ClickToCallOutcome;
	readonly phoneRingSeconds: number;
	readonly targetRingSeconds: number;
	readonly talkSeconds: number;
}

/**
 * The records of a click-to-call (voicenter-api.md §1 "Legs", §9): one a leg, one call id on both, the recording on
 * leg 2. When leg 1 failed, leg 2 was never dialled: there is then only leg 1's record, with status NOTCALLED (the
 * reference does not say whether leg 2 gets one too).
 */
export function clickToCallRecords(story: ClickToCallStory): CdrRecord[] {
	const { account, call } = story;
	const request = call.request ?? {};
	const { leg1, leg2 } = CLICK_TO_CALL_OUTCOMES[story.outcome];
	const did = account.dids[0] ?? '';
	const called = extensionBySip(account, call.target);
	const talkSeconds = leg2 === 'ANSWER' ? story.talkSeconds : 0;
	const shared = {
		account,
		callId: call.callId,
		status: leg2,
		leg1Status: leg1,
		customData: customDataOf(request),
	};
	const first = buildRecord({
		...shared,
		type: 'Click2Call leg1',
		startedAt: call.startedAt,
		caller: textOf(request['phonecallerid']) ?? did,
		target: call.extension?.sip ?? withCountryPrefix(call.phone),
		durationSeconds: leg1 === 'ANSWER' ? story.targetRingSeconds + talkSeconds : 0,
		dialSeconds: story.phoneRingSeconds,
		...(call.extension && { extension: { side: 'target' as const, is: call.extension } }),
		recorded: false,
	});
	if (leg1 !== 'ANSWER') return [first];
	const second = buildRecord({
		...shared,
		type: 'Click2Call leg2',
		startedAt: shiftSeconds(call.startedAt, story.phoneRingSeconds),
		caller: textOf(request['targetcallerid']) ?? did,
		target: called ? called.sip : withCountryPrefix(call.target),
		durationSeconds: talkSeconds,
		dialSeconds: story.targetRingSeconds,
		...(call.extension && { extension: { side: 'caller' as const, is: call.extension } }),
		recorded: leg2 === 'ANSWER' && String(request['record']).toLowerCase() === 'true',
	});
	const alsoCalled = called && { targetextension: called.sip, targetextension_name: called.name };
	return [first, { ...second, ...alsoCalled }];
}

/** Custom data keeps its `var_` on the way back: the document's Call Log shows `{"var_clientID":"2118102"}`. */
export function customDataOf(request: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request)
			.filter(([name]) => name.startsWith('var_'))
			.map(([name, value]) => [name, String(value)]),
	);
}
