/** Messages that belong together two by two, such as the records of a call's two legs, find each other here. */

/** The names of a message and of the one that it waits for. */
export interface Half {
	own: string;
	other: string;
}

/** What the half that came first gets: nobody came, or the other half goes on with both. */
export type FirstHalf<Outcome> = { joined: false } | { joined: true; outcome: Promise<Outcome> };

/** A half that waits, and how to tell it that its other has come. */
interface Waiting<Message, Outcome> {
	message: Message;
	meet: (outcome: Promise<Outcome>) => void;
}

/** The halves that wait for their other; nobody yet. */
export function createPairs<Message, Outcome>() {
	const waiting = new Map<string, Waiting<Message, Outcome>>();

	return {
		/**
		 * Takes the other half, when it waits: from now on its outcome is this one's.
		 *
		 * @returns the half that came first, and how to tell it what became of both
		 */
		take({ other: name }: Half) {
			const other = waiting.get(name);
			if (!other) return undefined;
			waiting.delete(name);
			let settle: (outcome: Outcome) => void = () => undefined;
			other.meet(new Promise((resolve) => (settle = resolve)));
			return { message: other.message, settle };
		},
		/** Waits for the other half, for so long. */
		wait: ({ own: name }: Half, message: Message, forMs: number) =>
			new Promise<FirstHalf<Outcome>>((resolve) => {
				const timer = setTimeout(() => {
					// Where repeats are let through, another of the same name may wait in its place.
					if (waiting.get(name) === own) waiting.delete(name);
					resolve({ joined: false });
				}, forMs);
				timer.unref();
				const own: Waiting<Message, Outcome> = {
					message,
					meet(outcome) {
						clearTimeout(timer);
						resolve({ joined: true, outcome });
					},
				};
				waiting.set(name, own);
			}),
	};
}

/** See {@link createPairs}. */
export type Pairs<Message, Outcome> = ReturnType<typeof createPairs<Message, Outcome>>;
