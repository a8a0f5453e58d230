/** Phone numbers of events in E.164, and compared: once they are wanted, because that costs more than all else. */
import { DEFAULT_COUNTRY, toE164 } from '../../vocabulary/phones';
import { BoundedMap } from './bounded';
import type { RealTimeEvent } from './event';

/** Numbers whose E.164 form is remembered: the same few are asked about again and again. */
const MOST_NUMBERS = 10_000;

/** Numbers as one workflow's country writes them. */
export interface Numbers {
	/** @returns the event with `callerE164` and `targetE164`, where its numbers are phone numbers */
	international: (event: RealTimeEvent) => RealTimeEvent;
	/** Whether two numbers are one, however they are written. */
	same: (a: string, b: string) => boolean;
}

/** @param country two letters; whose national numbers the account uses */
export function numbersOf(country: string = DEFAULT_COUNTRY): Numbers {
	const known = new BoundedMap<string, string | undefined>(MOST_NUMBERS);
	const e164 = (number: string) => {
		if (!known.has(number)) known.set(number, toE164(number, country));
		return known.get(number);
	};
	return {
		international(event) {
			const caller = event.callerNumber === undefined ? undefined : e164(event.callerNumber);
			const target = event.target === undefined ? undefined : e164(event.target);
			return {
				...event,
				...(caller !== undefined && { callerE164: caller }),
				...(target !== undefined && { targetE164: target }),
			};
		},
		same: (a, b) => (e164(a) ?? a.trim()) === (e164(b) ?? b.trim()),
	};
}
