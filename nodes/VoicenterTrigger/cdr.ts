import type { IDataObject } from 'n8n-workflow';

import type { CdrNotification } from '../platform/inbound/cdr';
import type { CallRecord } from '../platform/vocabulary/callRecord';
import { type CallFilter, passes } from '../support/callFilter';
import type { TellingService } from '../support/webhook/telling';
import { DEFAULTS, type Settings } from './settings';

/** How Voicenter tells that a call has ended: with its record (voicenter-api.md §9). */
export const cdr: TellingService<CdrNotification> = {
	unreadable: 'a record could not be read',

	async open(context) {
		const { acknowledge, nameOfCdr, readCdr } = await import('../platform/inbound/cdr');
		const { halfOf, joinLegs } = await import('../platform/inbound/legs');
		const { DEFAULT_COUNTRY, toE164 } = await import('../platform/vocabulary/phones');
		const { DEFAULT_TIME_ZONE } = await import('../platform/vocabulary/times');
		const given = context.getNodeParameter('settings', {}) as Settings;
		const settings = { ...DEFAULTS, timeZone: DEFAULT_TIME_ZONE, country: DEFAULT_COUNTRY, ...given };
		const filter = context.getNodeParameter('filters', {}) as CallFilter;
		const isWanted = (record: CallRecord) =>
			passes(record, filter, (number) => toE164(number, settings.country));
		return {
			read: (body) => readCdr(body, settings),
			acknowledge,
			nameOf: nameOfCdr,
			isWanted: ({ record }) => isWanted(record),
			toItem: (notifications) => {
				const [first] = notifications;
				const isLeg = settings.joinLegs && first?.record.leg !== undefined;
				return (isLeg ? joinLegs(notifications) : { ...first?.record, raw: first?.raw }) as IDataObject;
			},
			...(settings.joinLegs && { halfOf, halfWaitMs: settings.otherLegWait * 1_000 }),
		};
	},
};
