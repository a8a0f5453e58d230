import { z } from 'zod/v4';

const service = z.enum(['answer', 'unauthorized', 'unavailable', 'noAnswer', 'closed']);

/** How the real-time side behaves, as control takes it. */
export const realTimeRulesSchema = z.strictObject({
	/** How long a token lives from its login on, in seconds. */
	tokenSeconds: z.number().min(0).default(3600),
	refreshTokenSeconds: z.number().min(0).default(86_400),
	/** What a login says of the servers' generation. asServers: the first server's own; null: nothing. */
	version: z.union([z.string(), z.number(), z.null()]).default('asServers'),
	client: z.string().nullable().default('asServers'),
	/** What a login lists in place of the servers' own addresses; null: those. */
	urlList: z.array(z.string()).nullable().default(null),
	/** Minutes by which the events' times are ahead of UTC; null: the account's time zone. */
	serverTimeOffset: z.int().nullable().default(null),
	/** Where a login fails, how. unavailable: 503; closed: the connection, without an answer. */
	login: service.default('answer'),
	/** The same for a refresh. */
	refresh: service.default('answer'),
	/** What becomes of a connection whose token has expired. Either way its keepalive is refused. */
	expiredTokens: z.enum(['stay', 'disconnect']).default('stay'),
	/** refuse: with an errorCode other than 0, whatever the token. */
	keepalive: z.enum(['answer', 'silent', 'refuse']).default('answer'),
	/**
	 * Which shapes the messages have. recorded: those of the live wire (voicenter-api.md §15); document: those of the
	 * document's samples, with reason and times inside `data`, and without what only recordings show.
	 */
	wire: z.enum(['recorded', 'document']).default('recorded'),
	/**
	 * Of the document's wire: the tables of loginStatus and AllExtensionsStatus have more than the samples: errorDesc,
	 * times, `Queues`.
	 */
	snapshots: z.enum(['asInTheSamples', 'asInTheTables']).default('asInTheSamples'),
});

export type RealTimeRules = z.output<typeof realTimeRulesSchema>;
export type RealTimeRulesOptions = z.input<typeof realTimeRulesSchema>;
