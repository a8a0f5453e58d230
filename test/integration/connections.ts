import { inspect } from 'node:util';

import { connect } from '../../nodes/platform/request/account';
import type { InvalidInputError, VoicenterError } from '../../nodes/platform/http/errors';
import type { Simulator } from '../simulator';

type Connection = ReturnType<typeof connect>;

/** The simulator's account, as its credential gives it. */
export const connectTo = (simulator: Simulator, code = simulator.account.code): Connection =>
	connect({ code, baseUrl: simulator.url });

/** A connection whose requests wait no longer than this for an answer. */
export function impatient(connection: Connection, deadlineMs: number): Connection {
	const { http } = connection;
	const send: typeof http.send = async (request, read) => http.send({ ...request, deadlineMs }, read);
	return { ...connection, http: { ...http, send } };
}

/** What a service threw; the account's code must not be seen in it. Fails when nothing was thrown. */
export async function failureOf(running: Promise<unknown>, code: string): Promise<VoicenterError> {
	const error = await running.then(
		(result) => ({ name: `no error, but ${JSON.stringify(result)}` }),
		(thrown: unknown) => thrown as VoicenterError,
	);
	expect(error.name).toBe('VoicenterError');
	expect(inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)).not.toContain(code);
	return error as VoicenterError;
}

/** As {@link failureOf}, for input that was refused before anything was sent. */
export async function refusedInput(running: Promise<unknown>): Promise<InvalidInputError> {
	const error = await running.then(
		(result) => ({ name: `no error, but ${JSON.stringify(result)}` }),
		(thrown: unknown) => thrown as InvalidInputError,
	);
	expect(error.name).toBe('InvalidInputError');
	return error as InvalidInputError;
}
