/** Runs the node's router as n8n would, and keeps what a user, a log or a saved execution would see of it. */
import { inspect } from 'node:util';

import type { ICredentialDataDecryptedObject, INodeExecutionData } from 'n8n-workflow';

import type { VoicenterError } from '../../../nodes/platform/http/errors';
import { route } from '../../../nodes/Voicenter/router';
import type { Simulator } from '../../simulator';
import { action, type Run } from '../../n8nCore/action';

type Errors = typeof import('../../../nodes/support/errors');

/** What n8n's errors were made of. */
const mockCauses = new WeakMap<Error, unknown>();

jest.mock('../../../nodes/support/errors', () => {
	const actual = jest.requireActual<Errors>('../../../nodes/support/errors');
	const toNodeError: Errors['toNodeError'] = (error, place) => {
		const made = actual.toNodeError(error, place);
		mockCauses.set(made, error);
		return made;
	};
	return { ...actual, toNodeError };
});

/** The simulator's secrets, and two that no request of these services carries. */
export const CODE = 'VCsimTopAccount2468';
export const TOKEN = 'VCsimBearerToken97531';
const PASSWORD = 'VCsimPassword86420';
const REAL_TIME_TOKEN = 'VCsimRealTimeToken75319';
export const SECRETS = [CODE, TOKEN, PASSWORD, REAL_TIME_TOKEN];

/** The credential of the simulator's account, with everything filled in. */
export const credentialFor = (simulator: Pick<Simulator, 'url'>): ICredentialDataDecryptedObject => ({
	code: CODE,
	apiToken: TOKEN,
	// Neither n8n's nor the one that counts where none is set.
	timeZone: 'Asia/Tokyo',
	password: PASSWORD,
	realTimeToken: REAL_TIME_TOKEN,
	baseUrl: simulator.url,
});

/** What came of a run. */
export interface Outcome {
	items: INodeExecutionData[];
	/** What n8n shows: the run's error, or the first item's text under "continue on fail". */
	error?: Error & { description?: string | null; httpCode?: string | null };
	/** What the run's error was made of: here is the kind. */
	cause?: VoicenterError;
	log: string[];
}

/** Runs the node; a failed run is an outcome too. */
export async function runNode(run: Run): Promise<Outcome> {
	const { context, log: lines } = action(run);
	const log = () => lines.flatMap(({ message, metadata }) => [message, inspect(metadata)]);
	try {
		const [items = []] = await route.call(context);
		const said = items.map(({ json }) => json['error']).find((text) => typeof text === 'string');
		const error = said === undefined ? undefined : Object.assign(new Error(said), { description: said });
		return { items, log: log(), ...(error && { error }) };
	} catch (error) {
		return { items: [], log: log(), ...describe(error as Error) };
	}
}

function describe(error: Error): Pick<Outcome, 'error' | 'cause'> {
	return { error, cause: mockCauses.get(error) as VoicenterError };
}

/** Fails when anything that can be seen of a run shows a secret. */
export function expectNoSecret({ items, error, cause, log }: Outcome): void {
	const seen = [
		...log,
		...[error, cause].flatMap((one) => [
			one?.message ?? '',
			one?.stack ?? '',
			one ? JSON.stringify(one) : '',
			inspect(one, { depth: 20, showHidden: true }),
		]),
		JSON.stringify(items),
		inspect(items, { depth: 20 }),
	].join('\n');
	for (const secret of SECRETS) {
		expect(seen).not.toContain(secret);
		expect(seen).not.toContain(secret.slice(0, -3));
	}
}
