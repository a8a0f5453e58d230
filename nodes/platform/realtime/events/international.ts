/** Live calls as items, and phone numbers compared: once they are wanted, because that costs more than all else. */
import { callItem } from '../../vocabulary/callItem';
import { localeOf } from '../../vocabulary/locale';
import type { RealTimeEvent } from './event';

/** Numbers as one workflow's country writes them, times as its account's clock shows them. */
export interface Numbers {
	/** @returns the event with what follows from its numbers and times; see {@link callItem} */
	international: (event: RealTimeEvent) => RealTimeEvent;
	/** Whether two numbers are one, however they are written. */
	same: (a: string, b: string) => boolean;
}

/**
 * @param country two letters; whose national numbers the account uses
 * @param timeZone the account's
 */
export function numbersOf(country?: string, timeZone?: string): Numbers {
	const locale = localeOf({ country, timeZone });
	return {
		international: (event) => callItem(event, locale),
		same: (a, b) => locale.key(a) === locale.key(b),
	};
}
