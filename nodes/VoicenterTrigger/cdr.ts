import type { CdrNotification } from '../platform/inbound/cdr';
import type { CallRecord } from '../platform/vocabulary/callRecord';
import { type CallFilter, namedBy, namesIn, passes, whyNot } from '../support/callFilter';
import { watchNames } from '../support/filterNames';
import type { TellingService } from '../support/webhook/telling';
import { TELLING_DEFAULTS } from '../support/webhook/tellingFields';
import { DEFAULTS, otherLegWaitOf, type Settings } from './settings';
import { type Ending, outcomesOf } from './triggerOn';

/** How Voicenter tells that a call has ended: with its record (voicenter-api.md §9). */
export const cdr: TellingService<CdrNotification> = {
	unreadable: 'a record could not be read',

	async open(context) {
		const { acknowledge, extrasOfCdr, nameOfCdr, readCdrs } = await import('../platform/inbound/cdr');
		const { callOf, halfOf, joinLegs } = await import('../platform/inbound/legs');
		const { DEFAULT_COUNTRY, numberKey } = await import('../platform/vocabulary/phones');
		const { DEFAULT_TIME_ZONE } = await import('../platform/vocabulary/times');
		const given = context.getNodeParameter('settings', {}) as Settings;
		const settings = {
			...TELLING_DEFAULTS,
			...DEFAULTS,
			timeZone: DEFAULT_TIME_ZONE,
			country: DEFAULT_COUNTRY,
			...given,
		};
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
			acknowledge,
			nameOf: nameOfCdr,
			extrasOf: extrasOfCdr,
			isWanted: (notifications) => asOneCall(notifications).some(isWanted),
			whyNot: (notifications) => asOneCall(notifications).flatMap((record) => whyNot(record, filter, keyOf)),
			look: ({ record }) => watchNames(context, names, namedBy(record)),
			toItem: (notifications, isUpdate) => {
				const [first] = notifications;
				const isLeg = settings.joinLegs && first?.record.leg !== undefined;
				const { includeRaw } = settings;
				const item = isLeg
					? joinLegs(notifications, { includeRaw })
					: { ...first?.record, ...(includeRaw && { raw: first?.raw }) };
				return { ...item, ...(settings.onUpdate === 'startAgain' && { isUpdate }) };
			},
			...(settings.joinLegs && { halfOf, halfWaitMs: otherLegWaitOf(given) * 1_000 }),
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
