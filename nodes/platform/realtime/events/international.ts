/** Live calls as items, and phone numbers compared: once they are wanted, because that costs more than all else. */
import { callItem } from '../../vocabulary/callItem';
import { localeOf } from '../../vocabulary/locale';
import type { RealTimeEvent } from './event';

/**
 * Numbers as one workflow's country writes them, times as its account's clock shows them.
 *
 * @param country two letters; whose national numbers the account uses
 * @param timeZone the account's
 */
export function numbersOf(country?: string, timeZone?: string) {
	const locale = localeOf({ country, timeZone });
	return {
		/** @returns the event with what follows from its numbers and times; see {@link callItem} */
		international: (event: RealTimeEvent) => callItem(event, locale),
		/** Whether two numbers are one, however they are written. */
		same: (a: string, b: string) => locale.key(a) === locale.key(b),
	};
}
