import { toE164 } from '../../vocabulary/phones';

/**
 * Finds each target's own result. Voicenter answers in the order of the request; where it left some out, the results
 * are found by their numbers, which it may spell in another way (`972501234567` for `0501234567`).
 *
 * @param phones the numbers that were sent, in order
 * @param results what came back
 * @returns for each number its result, or undefined where there is none
 */
export function pairResults<Result extends { Target: string | undefined }>(
	phones: readonly string[],
	results: readonly Result[],
): (Result | undefined)[] {
	const inOrder =
		results.length === phones.length &&
		results.every(({ Target }, index) => !Target || isSame(Target, phones[index] ?? ''));
	if (inOrder) return [...results];
	const byNumber = new Map<string, Result[]>();
	// From the end, so that the first of them is the one to be taken off: 40,000 results may have one number.
	for (const result of results.toReversed()) {
		const number = spelledAlike(result.Target ?? '');
		const own = byNumber.get(number);
		if (own) own.push(result);
		else byNumber.set(number, [result]);
	}
	return phones.map((phone) => byNumber.get(spelledAlike(phone))?.pop());
}

function isSame(one: string, other: string): boolean {
	return one === other || spelledAlike(one) === spelledAlike(other);
}

function spelledAlike(phone: string): string {
	return toE164(phone) ?? phone;
}
