import type { CdrNotification } from '../platform/inbound/cdr';
import type { CallRecord } from '../platform/vocabulary/callRecord';
import { type CallFilter, namedBy, namesIn, passes, whyNot } from '../support/callFilter';
import { watchNames } from '../support/filterNames';
import type { TellingService } from '../support/webhook/telling';
import { DEFAULTS, otherLegWaitOf, type Settings } from './settings';
import { type Ending, outcomesOf } from './triggerOn';

/** How Voicenter tells that a call has ended: with its record (voicenter-api.md §9). */
export const cdr: TellingService<CdrNotification> = {
	what: 'record',

	async open(context, settings) {
		const { extrasOfCdr, nameOfCdr, readCdrs } = await import('../platform/inbound/cdr');
		const { callOf, halfOf, joinLegs } = await import('../platform/inbound/legs');
		const { numberKey } = await import('../platform/vocabulary/phones');
		const own: Settings = { ...DEFAULTS, ...settings };
		const filters = context.getNodeParameter('filters', {}) as CallFilter;
		const filter = { ...filters, ...outcomesOf(context.getNodeParameter('triggerOn', []) as Ending[]) };
		const keyOf = (number: string) => numberKey(number, settings.country);
		const isWanted = (record: CallRecord) => passes(record, filter, keyOf);
		const names = namesIn(filters);
		// Either leg's type, extension or number will do; how the call ended, and how long it took, is said by both.
		const asOneCall = (notifications: readonly CdrNotification[]) => {
			const words = saidByTheCall(callOf(notifications));
			return notifications.map(({ record }) => ({ ...record, ...words }));
		};
		return {
			read: (body) => readCdrs(body, settings),
			nameOf: nameOfCdr,
			extrasOf: extrasOfCdr,
			isWanted: (notifications) => asOneCall(notifications).some(isWanted),
			whyNot: (notifications) => asOneCall(notifications).flatMap((record) => whyNot(record, filter, keyOf)),
			look: ({ record }) => watchNames(context, names, namedBy(record)),
			...(own.joinLegs && {
				halfOf,
				halfWaitMs: otherLegWaitOf(own) * 1_000,
				toItem: (notifications: readonly CdrNotification[]) => joinLegs(notifications, settings),
			}),
		};
	},
};

/** Of a call of two legs, an agent's leg that was answered is no answer of the customer's. */
function saidByTheCall({ durationSeconds, waitSeconds, ...call }: CallRecord): Partial<CallRecord> {
	const { isAnswered, isAbandoned, isMissed, isVoicemail } = call;
	return {
		isAnswered,
		isAbandoned,
		isMissed,
		isVoicemail,
		durationSeconds: durationSeconds ?? 0,
		waitSeconds: waitSeconds ?? 0,
	};
}
