import type { FastifyInstance } from 'fastify';
import { type Department, departmentByCode, type Extension, isWithin } from '../account';
import { LOGIN, LOGOUT } from '../agents';
import { type Parameters, readParameters, textOf } from '../http/parameters';
import { untrusted } from '../http/trust';
import { liveEpoch } from '../live/times';
import type { WaitingCaller } from '../live/waiting';
import { type Leg, legsOn } from '../realtime/live';
import type { World } from '../world';

const OK = { ERR: 0, DESC: 'OK' };
// The reference gives these numbers without their texts.
const BAD_FORMAT = { ERR: 1, DESC: 'Bad format' };
const BAD_PARAMETERS = { ERR: 2, DESC: 'Bad parameters' };

type Listing = (world: World, department: Department, fields: Parameters) => readonly object[] | undefined;

/** Active calls and queue callers (voicenter-api.md §8). POST JSON and GET. */
export function activeCallsService(server: FastifyInstance, world: World): void {
	const add = (name: string, member: string, list: Listing) => {
		server.route({
			method: ['GET', 'POST'],
			url: `/comet/API/${name}`,
			handler: (request, reply) => {
				const refusal = untrusted(world, request, reply);
				if (refusal) return { ERR: 2, DESC: refusal, [member]: [] };
				const fields = readParameters(request);
				if (!fields) return { ...BAD_FORMAT, [member]: [] };
				const department = departmentByCode(world.account.get(), textOf(fields['code']) ?? '');
				const listed = department && list(world, department, fields);
				return listed ? { ...OK, [member]: listed } : { ...BAD_PARAMETERS, [member]: [] };
			},
		});
	};
	add('GetExtensionsCalls', 'EXTENSIONS', extensionsCalls);
	add('GetQueuesCallers', 'QUEUES', queuesCallers);
}

// Every extension is listed, also those without a call. A sub-account's code shows the sub-account's own.
function extensionsCalls(world: World, department: Department, fields: Parameters) {
	const account = world.account.get();
	const wanted = textOf(fields['extension']);
	const extensions = account.extensions.filter(
		({ sip, departmentId }) =>
			isWithin(account, department, departmentId) && (wanted === undefined || wanted === sip),
	);
	if (wanted !== undefined && extensions.length === 0) return undefined;
	return extensions.map((extension) => extensionCalls(world, extension));
}

function extensionCalls(world: World, extension: Extension): object {
	const userId = Number(extension.user.id);
	const representative = extension.online ? userId : 0;
	const set = world.agents.states().find((state) => state.userId === extension.user.id)?.status;
	return {
		name: extension.name,
		username: extension.sip,
		userID: userId,
		onlineUserID: representative,
		onlineUserStatus: extension.online ? (set ?? LOGIN) : LOGOUT,
		representative,
		calls: legsOn(world, extension).map((leg) => activeCall(world, leg)),
	};
}

function activeCall(world: World, leg: Leg): object {
	return {
		callStarted: epoch(world, leg.startedAt),
		callAnswered: leg.answeredAt ? epoch(world, leg.answeredAt) : 0,
		answered: leg.answeredAt ? 1 : 0,
		callerphone: leg.anonymous ? 'Anonymous' : leg.phone,
		callstatus: leg.status,
		direction: leg.direction,
		ivrid: leg.callId,
		recording: { Filename: leg.file ?? '', IsMuted: leg.muted ? 1 : 0 },
		did: leg.anonymous ? '' : leg.did,
	};
}

function queuesCallers(world: World, department: Department, fields: Parameters) {
	const account = world.account.get();
	const wanted = textOf(fields['queue']);
	const queues = account.queues.filter(
		({ id, departmentId }) =>
			isWithin(account, department, departmentId) && (wanted === undefined || wanted === String(id)),
	);
	if (wanted !== undefined && queues.length === 0) return undefined;
	const waiting = world.waiting.all();
	return queues.map(({ id, name }) => ({
		Name: name,
		ID: id,
		Weight: 0,
		Callers: waiting.filter(({ queue }) => queue.id === id).map((caller) => queueCaller(world, caller)),
	}));
}

// Times are not described; epochs in seconds are assumed, as the extensions' calls have them.
function queueCaller(world: World, { phone, callId, joinedAt }: WaitingCaller): object {
	const joined = epoch(world, joinedAt);
	return { Phone: phone, CallID: callId, JoinTime: joined, Duration: epoch(world, new Date()) - joined };
}

function epoch(world: World, at: Date): number {
	return liveEpoch(world.liveTimes.get(), at);
}
