/** What every agent is doing (voicenter-api.md §8): Active Calls, with the account's own names of statuses. */
import type { Connection } from '../request/account';
import { present } from '../vocabulary/absent';
import { type ActiveCall, type ExtensionActivity, listExtensionActivity } from './activeCalls';
import { listAgentStatuses } from './agentStatus';

/** The reference's code for nobody being logged in; accounts may rename it, but not give it to another status. */
const LOGGED_OUT = '2';

/** How the answer is read; see {@link listExtensionActivity}. */
type Reading = Parameters<typeof listExtensionActivity>[1];

/**
 * Lists the extensions, idle ones too: who is logged in there, with which status, and whether a call is on it.
 *
 * @param connection reaches the account
 * @param reading one extension, or all; and how times and numbers are read
 */
export async function listAgentActivity(connection: Connection, reading: Reading) {
	const [extensions, names] = await Promise.all([
		listExtensionActivity(connection, reading),
		statusNames(connection),
	]);
	return extensions.map((extension) => toAgent(extension, names));
}

function toAgent(
	{ sip, name, userId, agent, agentStatusCode, calls }: ExtensionActivity,
	names: StatusNames,
) {
	// Of several calls, the one that is talked on; a second one may be ringing.
	const call = calls.find(({ isAnswered }) => isAnswered) ?? calls[0];
	const { id, name: agentName } = agent ?? {};
	return present({
		agent: agent && present({ id, name: agentName }),
		extension: present({ sip, name, userId }),
		status: agentStatusCode === undefined ? undefined : names.get(String(agentStatusCode)),
		statusCode: agentStatusCode === undefined ? undefined : String(agentStatusCode),
		isLoggedIn: agentStatusCode === undefined ? undefined : String(agentStatusCode) !== LOGGED_OUT,
		isOnCall: calls.length > 0,
		calls: calls.length,
		onCallSince: call?.answeredAt ?? call?.startedAt,
		callStatus: call?.status,
		callId: call?.callId,
		callerNumber: call?.callerNumber,
	});
}

type StatusNames = ReadonlyMap<string, string>;

async function statusNames(connection: Connection): Promise<StatusNames> {
	const statuses = await listAgentStatuses(connection, {});
	return new Map(statuses.flatMap(({ code, name }) => (name === undefined ? [] : [[code, name]])));
}

/**
 * Lists the calls that are going on, with the names of their agents' statuses where these can be had: the calls are
 * given without them where not.
 *
 * @param connection reaches the account
 * @param reading as of {@link listAgentActivity}
 */
export async function listCallsWithStatusNames(
	connection: Connection,
	reading: Reading,
): Promise<(ActiveCall & { agentStatus?: string })[]> {
	const calls = (await listExtensionActivity(connection, reading)).flatMap((extension) => extension.calls);
	if (calls.length === 0) return [];
	const names = await statusNames(connection).catch((error: unknown) => {
		connection.log(`Active calls come without the names of statuses. ${(error as Error).message}`);
		return new Map<string, string>();
	});
	return calls.map((call) => {
		const agentStatus = names.get(String(call.agentStatusCode));
		return agentStatus === undefined ? call : { ...call, agentStatus };
	});
}
