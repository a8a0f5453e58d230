/** Messages that belong together two by two, such as the records of a call's two legs, find each other here. */

/** The names of a message and of the one that it waits for. */
export interface Half {
	own: string;
	other: string;
}

/** What the half that came first gets: nobody came, or the other half goes on with both. */
export type FirstHalf<Outcome> = { joined: false } | { joined: true; outcome: Promise<Outcome> };

/** The half that came first, and how to tell it what became of both. */
interface OtherHalf<Message, Outcome> {
	message: Message;
	settle: (outcome: Outcome) => void;
}

/** A half that waits, and how to tell it that its other has come. */
interface Waiting<Message, Outcome> {
	message: Message;
	meet: (outcome: Promise<Outcome>) => void;
}

/** The halves that wait for their other; see {@link createPairs}. */
export interface Pairs<Message, Outcome> {
	/** Takes the other half, when it waits: from now on its outcome is this one's. */
	take: (half: Half) => OtherHalf<Message, Outcome> | undefined;
	/** Waits for the other half, for so long. */
	wait: (half: Half, message: Message, forMs: number) => Promise<FirstHalf<Outcome>>;
}

/** Nobody waits yet. */
export function createPairs<Message, Outcome>(): Pairs<Message, Outcome> {
	const waiting = new Map<string, Waiting<Message, Outcome>>();

	return {
		take({ other: name }) {
			const other = waiting.get(name);
			if (!other) return undefined;
			waiting.delete(name);
			let settle: (outcome: Outcome) => void = () => undefined;
			other.meet(new Promise((resolve) => (settle = resolve)));
			return { message: other.message, settle };
		},
		wait: ({ own: name }, message, forMs) =>
			new Promise((resolve) => {
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
