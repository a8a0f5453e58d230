/**
 * Names of queues, campaigns and extensions, where the Call Log has something else: it takes the IDs of queues and
 * campaigns, and its records name their queue and do not give its ID (voicenter-api.md §3).
 */
import { InvalidInputError } from '../http/errors';
import type { Connection } from '../request/account';
import type { List } from '../vocabulary/lists';
import { type Pick, picksIn, pickTest } from '../vocabulary/picks';
import { isSurelySipCode } from '../vocabulary/sipCodes';
import { type Listed, readAccountList } from './accountLists';
import { unlisted } from './unlisted';

const isNumber = (text: string) => /^\d+$/.test(text);

/**
 * The names that queues have now, for those that are picked or typed: one that was picked may have been renamed since.
 *
 * @param isStrict whether one that is not in the account is an error; else it stays as it is written
 * @returns what is written of each, too; the account is not asked when nothing is
 * @throws VoicenterError when the queues cannot be read, and there is an ID whose name only they tell; InvalidInputError
 */
export async function namesOfQueues(
	connection: Connection,
	queues: List,
	{ isStrict }: { isStrict: boolean },
): Promise<string[]> {
	const picks = picksIn(queues);
	if (picks.length === 0) return [];
	const written = picks.map(({ text, name }) => name ?? text);
	let listed: Listed[];
	try {
		listed = await readAccountList(connection, 'queues');
	} catch (error) {
		if (isStrict && written.some(isNumber)) throw error;
		connection.log(`The names of queues could not be read. ${(error as Error).message}`);
		return written;
	}
	if (isStrict) for (const pick of picks) find(pick, 'queues', listed);
	const isAsked = pickTest(picks.map(({ text }) => text));
	const now = listed.filter((one) => isAsked(one)).flatMap(({ name }) => name ?? []);
	return [...new Set([...written, ...now])];
}

/** What a search may name; a list of texts or one text with commas. */
interface Names {
	queues?: unknown;
	campaigns?: unknown;
	extensions?: unknown;
}

/**
 * Puts IDs in the place of names. The account is asked only where there is a name without its ID.
 *
 * @throws InvalidInputError for a name that is not in the account; VoicenterError
 */
export async function withIds<Input extends Names>(connection: Connection, input: Input): Promise<Input> {
	const [queues, campaigns, extensions] = await Promise.all([
		idsOf(
			input.queues,
			({ text, id }) => id ?? (isNumber(text) ? text : undefined),
			async (pick) => find(pick, 'queues', await readAccountList(connection, 'queues')).id,
		),
		idsOf(
			input.campaigns,
			({ text }) => (isNumber(text) ? text : undefined),
			async (pick) => {
				const { id: code } = find(pick, 'campaigns', await readAccountList(connection, 'campaigns'));
				return await idOfCampaign(connection, code);
			},
		),
		idsOf(
			input.extensions,
			({ text, id }) => id ?? (isSurelySipCode(text) ? text : undefined),
			async (pick) => find(pick, 'extensions', await readAccountList(connection, 'extensions')).id,
		),
	]);
	return {
		...input,
		...(queues && { queues }),
		...(campaigns && { campaigns }),
		...(extensions && { extensions }),
	};
}

async function idsOf(
	list: unknown,
	known: (pick: Pick) => string | undefined,
	ask: (pick: Pick) => Promise<string>,
): Promise<string[] | undefined> {
	const picks = picksIn(withCommas(list));
	if (picks.length === 0) return undefined;
	const ids: string[] = [];
	for (const pick of picks) ids.push(known(pick) ?? (await ask(pick)));
	return ids;
}

/** A text may also have its entries in lines or between semicolons. */
function withCommas(list: unknown): List {
	return typeof list === 'string' ? list.replace(/[;\n]/g, ',') : (list as List);
}

function find(pick: Pick, field: 'queues' | 'campaigns' | 'extensions', listed: readonly Listed[]): Listed {
	const isIt = pickTest([pick.text]);
	const found = listed.find((one) => isIt(one));
	if (found) return found;
	const [missing] = unlisted([pick.text], [field], listed);
	throw new InvalidInputError(field, missing?.says ?? `“${pick.text}” is not in the account.`);
}

/** A campaign by the ID that the Call Log looks calls up by. */
export interface CampaignById {
	id: string;
	/** Absent where the ID was given. */
	name?: string | undefined;
}

/**
 * Campaigns by their IDs.
 *
 * @param campaigns those that are meant; empty: all of the account
 * @throws InvalidInputError for a name that is not in the account; VoicenterError
 */
export async function campaignsById(connection: Connection, campaigns: unknown): Promise<CampaignById[]> {
	const picks = picksIn(withCommas(campaigns));
	const isAsked = picks.length === 0 || picks.some(({ text }) => !isNumber(text));
	const listed = isAsked ? await readAccountList(connection, 'campaigns') : [];
	const found: CampaignById[] = [];
	for (const one of picks.length === 0 ? listed.map(({ id: text }) => ({ text })) : picks) {
		if (isNumber(one.text)) {
			found.push({ id: one.text });
			continue;
		}
		const { id: code, name } = find(one, 'campaigns', listed);
		found.push({ id: await idOfCampaign(connection, code), name });
	}
	return found;
}

/** Only a campaign's own answer has its ID; the list has its code. */
async function idOfCampaign(connection: Connection, code: string): Promise<string> {
	const { getPendingCalls } = await import('./dialer/pendingCalls');
	const { campaign } = await getPendingCalls(connection, { campaign: code });
	if (campaign.id !== undefined) return campaign.id;
	throw new InvalidInputError(
		'campaigns',
		`Voicenter does not tell the ID of the campaign ${code}. Give its ID, a number.`,
	);
}
