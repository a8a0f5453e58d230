import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
/** What was measured counts for at least as long, and for at most twice as long. */
const WINDOW_MS = 5_000;
/** A process that is up to this late is not busy. */
const IGNORED_MS = 50;

interface Watch {
	histogram: ReturnType<typeof monitorEventLoopDelay>;
	windowStart: number;
	/** In the window before this one, in milliseconds. */
	before: number;
	watchers: number;
}

let watch: Watch | undefined;

/**
 * Measures how late this process is at what it has set itself to do, until told to stop: an n8n with more to do than
 * its processor can is some hundred milliseconds late at everything, also at its timers.
 *
 * @returns stops it
 */
export function watchLag(): () => void {
	if (watch) watch.watchers++;
	else {
		const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
		histogram.enable();
		watch = { histogram, windowStart: performance.now(), before: 0, watchers: 1 };
	}
	let isWatching = true;
	return () => {
		if (!isWatching || !watch) return;
		isWatching = false;
		if (--watch.watchers > 0) return;
		watch.histogram.disable();
		watch = undefined;
	};
}

/** How late it has been at most in the last seconds, in milliseconds; 0 when nobody watches, or when it is in time. */
export function recentLagMs(): number {
	if (!watch) return 0;
	// An interval, not what it is too long by. Before the first one there is none.
	const now = watch.histogram.count > 0 ? watch.histogram.max / 1e6 - RESOLUTION_MS : 0;
	const most = Math.max(watch.before, now);
	if (performance.now() - watch.windowStart >= WINDOW_MS) {
		watch.before = now;
		watch.windowStart = performance.now();
		watch.histogram.reset();
	}
	return most > IGNORED_MS ? most : 0;
}
