/** What passes between the connection, which knows no event's meaning, and those who do, who know no socket. */

/** What a live connection hands on: exactly what the server sent, in order. */
export interface WireMessage {
	name: string;
	payload: unknown;
	receivedAt: Date;
}

/** What happens to the connection. */
export type ConnectionChange =
	/** Live for the first time. */
	| { state: 'connected'; at: Date; server: string }
	/** A live connection died. It was last heard at `lastHeardAt`; what was sent later may be lost. */
	| { state: 'lost'; at: Date; lastHeardAt: Date; server: string; reason: string }
	/** Live again. Of what happened from `lostAt`, the last sign of life, to `at` nothing was heard. */
	| { state: 'recovered'; at: Date; lostAt: Date; server: string }
	/** Cannot log in or connect at the moment; keeps trying. Told once for each reason. */
	| { state: 'waiting'; at: Date; reason: string };
