import type { WireMessage } from '../messages';
import { LinkError, readErrorCode } from './linkError';
import type { SessionTimings } from './timings';

/**
 * Asks a silent server whether it is there (voicenter-api.md §13): `keepalive` after a time without an event. No
 * answer in time, or one with an error, and the connection is dead.
 *
 * @param timings how long to be patient; both together are less than two keepalive periods
 * @param ask sends `keepalive` with the token
 * @param onDead hears, once, that the connection is dead
 */
export function watchKeepalive(
	{ keepaliveMs, answerMs }: Pick<SessionTimings, 'keepaliveMs' | 'answerMs'>,
	ask: () => void,
	onDead: (error: LinkError) => void,
) {
	let lastEvent = performance.now();
	let timer = setTimeout(onQuiet, keepaliveMs);

	function onQuiet(): void {
		const leftMs = lastEvent + keepaliveMs - performance.now();
		if (leftMs > 0) {
			// Events came: one timer follows them, instead of one timer an event.
			timer = setTimeout(onQuiet, leftMs);
			return;
		}
		askNow();
	}

	/** Asks at once, be it quiet or not: the server is to learn of a new token. */
	function askNow(): void {
		clearTimeout(timer);
		ask();
		timer = setTimeout(() => onDead(new LinkError('lost', 'the server fell silent')), answerMs);
	}

	return {
		/**
		 * Takes note of an event.
		 *
		 * @returns whether it is an answer to the watch itself, which concerns nobody else
		 */
		heard({ name, payload }: WireMessage): boolean {
			lastEvent = performance.now();
			if (name !== 'keepaliveResponse') return false;
			clearTimeout(timer);
			const error = readErrorCode(payload);
			if (error !== undefined) {
				onDead(new LinkError('tokenRejected', `the server no longer takes the login (${error})`));
			} else {
				timer = setTimeout(onQuiet, keepaliveMs);
			}
			return true;
		},
		askNow,
		stop: () => clearTimeout(timer),
	};
}

/** See {@link watchKeepalive}. */
export type KeepaliveWatch = ReturnType<typeof watchKeepalive>;
