/** What was heard, connection by connection, against what the servers say they sent. */
import type { ConnectionChange, WireMessage } from '../../../nodes/platform/realtime/messages';
import type { Notes } from './listener';

/** What one connection brought: from its login to its end. */
export interface Life {
	events: WireMessage[];
	/** It was lost. Others were left for a better server, or live still. */
	wasLost: boolean;
}

interface Delivery {
	connectionId: string;
	name: string;
	payload?: unknown;
}

/** Cuts what was heard into connections: each begins with its login. */
export function livesOf({ timeline }: Pick<Notes, 'timeline'>): Life[] {
	const lives: Life[] = [];
	for (const entry of timeline) {
		if ('event' in entry) {
			if (entry.event.name === 'loginSuccess') lives.push({ events: [], wasLost: false });
			lives.at(-1)?.events.push(entry.event);
		} else if (entry.change.state === 'lost') {
			const last = lives.at(-1);
			if (last) last.wasLost = true;
		}
	}
	return lives;
}

/**
 * Finds for each connection what the server's journal has of it. What was heard must be the journal's beginning, and
 * all of it unless the connection was lost; what a connection that was left still had must have come by the next one.
 */
export function matchLives(
	lives: readonly Life[],
	deliveries: readonly Delivery[],
): { heard: number; lost: number; unmatched: string[] } {
	const journals = new Map<string, string[]>();
	for (const { connectionId, name, payload } of deliveries) {
		const journal = journals.get(connectionId) ?? [];
		journals.set(connectionId, journal);
		journal.push(textOf({ name, payload }));
	}
	const unmatched: string[] = [];
	let heard = 0;
	let lost = 0;
	for (const [index, { events, wasLost }] of lives.entries()) {
		const texts = events.map(textOf);
		const found = [...journals].find(([, journal]) => texts.every((text, place) => journal[place] === text));
		if (!found) {
			unmatched.push(`connection ${index} heard what no server sent it`);
			continue;
		}
		const [connectionId, journal] = found;
		journals.delete(connectionId);
		heard += texts.length;
		const tail = journal.slice(texts.length);
		if (wasLost) lost += tail.length;
		else {
			const next = new Set(lives[index + 1]?.events.map(textOf));
			unmatched.push(
				...tail.filter((text) => !next.has(text)).map((text) => `connection ${index} did not hear ${text}`),
			);
		}
	}
	return { heard, lost, unmatched };
}

/** Each loss is followed by a recovery that tells the bounds of the gap. */
export function expectGapsTold(changes: readonly ConnectionChange[]): void {
	let open: Extract<ConnectionChange, { state: 'lost' }> | undefined;
	for (const change of changes) {
		if (change.state === 'waiting') continue;
		if (change.state === 'lost') {
			expect(open).toBeUndefined();
			expect(change.lastHeardAt <= change.at).toBe(true);
			open = change;
		} else if (change.state === 'recovered') {
			expect(change.lostAt).toEqual(open?.lastHeardAt);
			expect(change.at >= (open?.at ?? change.at)).toBe(true);
			open = undefined;
		}
	}
	expect(open).toBeUndefined();
}

function textOf({ name, payload }: { name: string; payload?: unknown }): string {
	return `${name} ${JSON.stringify(payload)}`;
}
