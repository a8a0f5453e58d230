/** How work grows, which no busy machine changes; how long it takes is a bench's business. */

/** Between what is linear, which gives 4, and what is quadratic, which gives 16. */
export const SQUARE = 9;

/**
 * How many times the processor time of so much four times as much takes: the least of three runs each.
 *
 * @param work does so much
 * @param amount enough to be measured: some milliseconds' worth
 */
export function growth(work: (amount: number) => unknown, amount: number): number {
	const cost = (wanted: number): number => {
		const before = process.cpuUsage();
		work(wanted);
		return process.cpuUsage(before).user;
	};
	// Compiled first.
	cost(2 * amount);
	const least = (wanted: number) => Math.min(cost(wanted), cost(wanted), cost(wanted));
	return least(4 * amount) / least(amount);
}
