import { createStore, type Store } from '../store';
import type { Connection } from './connection';
import { createJournal, type Journal } from './journal';
import { createLive, type Live } from './live';
import { createPlays, type Plays } from './plays/play';
import { type RealTimeRules, realTimeRulesSchema } from './rules';
import { createServers, type RealTimeServers } from './servers';
import type { RealTimeStream } from './stream';
import { createTokens, type Tokens } from './tokens';

/** All that the real-time side remembers. */
export interface RealTime {
	readonly journal: Journal;
	readonly live: Live;
	readonly plays: Plays;
	readonly rules: Store<RealTimeRules>;
	readonly servers: RealTimeServers;
	/** The load under way, or the last one. */
	readonly stream: Store<RealTimeStream | null>;
	readonly tokens: Tokens;
	reset: () => void;
	/** Ends all that is under way, and every server. */
	stop: () => Promise<void>;
}

/** A real-time side without servers. `onConnection` is what they do for a client. */
export function createRealTime(onConnection: (connection: Connection) => void): RealTime {
	const journal = createJournal();
	const parts = {
		journal,
		live: createLive(),
		plays: createPlays(),
		stream: createStore<RealTimeStream | null>(() => null),
		rules: createStore(() => realTimeRulesSchema.parse({})),
		tokens: createTokens(),
		servers: createServers(journal, onConnection),
	};
	return {
		...parts,
		reset() {
			parts.stream.get()?.stop();
			for (const part of Object.values(parts)) part.reset();
		},
		async stop() {
			parts.stream.get()?.stop();
			parts.plays.reset();
			await parts.servers.stop();
		},
	};
}
