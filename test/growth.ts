/** How work grows, which no busy machine changes; how long it takes is a bench's business. */

/** Between what is linear, which gives 16, and what is quadratic, which gives 256: V8's own work falls in between anywhere. */
export const SQUARE = 64;

/**
 * How many times the processor time of an amount sixteen times as much takes: the least of three runs each.
 *
 * @param work does so much
 * @param amount enough to be measured: some milliseconds' worth
 */
export function growth(work: (amount: number) => unknown, amount: number): number {
	const cost = (wanted: number): number => {
		const before = process.cpuUsage();
		work(wanted);
		// Which of the two it was is a guess of the system's, by what it meets at each tick; their sum is exact.
		const { user, system } = process.cpuUsage(before);
		return user + system;
	};
	// Compiled first.
	cost(4 * amount);
	const least = (wanted: number) => Math.min(cost(wanted), cost(wanted), cost(wanted));
	return least(16 * amount) / least(amount);
}
