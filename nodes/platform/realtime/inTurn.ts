/** Long work in one order, which lets the rest of the process have its turn: the state of ten thousand extensions. */

/** So long it may be that nothing else happens, and a step longer. */
const TURN_MS = 50;

/**
 * Does one thing after the other; nothing is to be done yet. What takes no longer than a turn is done at once, before
 * `take` returns.
 *
 * @param onFailure hears of what fails, which is over then: the next one has its turn all the same
 */
export function createTurns(onFailure: (error: unknown) => void) {
	const waiting: Iterator<unknown>[] = [];
	let isUnderWay = false;

	function isDone(steps: Iterator<unknown>): boolean {
		try {
			return steps.next().done === true;
		} catch (error) {
			onFailure(error);
			return true;
		}
	}

	function go(): void {
		const end = performance.now() + TURN_MS;
		for (let first = waiting[0]; first; first = waiting[0]) {
			if (isDone(first)) waiting.shift();
			else if (performance.now() >= end) {
				setImmediate(go);
				return;
			}
		}
		isUnderWay = false;
	}

	return {
		/** Does it now, or when all that was given before is done. Between its steps others may have a turn. */
		take(steps: Iterator<unknown>): void {
			waiting.push(steps);
			if (isUnderWay) return;
			isUnderWay = true;
			go();
		},
	};
}
