import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { extensionBySip } from '../account';
import { readParameters, textOf } from '../http/parameters';
import { untrusted } from '../http/trust';
import { legsOn } from '../realtime/live';
import type { World } from '../world';

/** As the document prints it: the quotes inside are not escaped, so it is no JSON. */
const PARAMETERS_NOT_VALID =
	'{"ErrorCode":400,"Message":"Parameters are not valid, should be "ivrid" and "mute" "}';

/** The document's address, and the one that newer pages give on the account's monitor server. */
const PATHS = [
	['document', '/Comet/API/MuteUnmuteCalls'],
	['monitorServer', '/api/MuteUnmuteCalls'],
] as const;

/** Mute call recording (voicenter-api.md §5). POST JSON and GET. Refusals are HTTP 200, as everywhere (§1). */
export function muteService(server: FastifyInstance, world: World): void {
	for (const [place, url] of PATHS) {
		server.route({
			method: ['GET', 'POST'],
			url,
			handler: (request, reply) => {
				const { address } = world.muting.get();
				if (address !== 'both' && address !== place) return reply.code(404).send();
				return answer(world, request, reply);
			},
		});
	}
}

function answer(world: World, request: FastifyRequest, reply: FastifyReply): unknown {
	const refusal = untrusted(world, request, reply);
	if (refusal) return refused(refusal);
	const fields = readParameters(request) ?? {};
	const [extension, callId, state] = ['extension', 'ivrid', 'state'].map((name) => textOf(fields[name]));
	if ((extension === undefined && callId === undefined) || (state !== '0' && state !== '1')) {
		return reply.type('application/json; charset=utf-8').send(PARAMETERS_NOT_VALID);
	}
	// With both, the one call is meant: the reference does not say.
	if (callId !== undefined && !isLive(world, callId)) return refused('UniqueIvrID not found');
	const calls = callId === undefined ? callsOn(world, extension ?? '') : [callId];
	if (!calls) return refused('Extension not found');
	setMuted(world, calls, state === (world.muting.get().convention === 'zeroMutes' ? '0' : '1'));
	return { ErrorCode: '200', Message: 'Success', ActionID: randomBytes(16).toString('hex') };
}

// An extension without a call is found all the same: Success, and nothing to mute.
function callsOn(world: World, sip: string): readonly string[] | undefined {
	const extension = extensionBySip(world.account.get(), sip);
	return extension && legsOn(world, extension).map(({ callId }) => callId);
}

function isLive(world: World, callId: string): boolean {
	const state = world.calls.find(callId)?.state;
	if (state !== undefined && state !== 'ended') return true;
	return world.realTime.live.legs().some((leg) => leg.callId === callId);
}

function setMuted(world: World, callIds: readonly string[], muted: boolean): void {
	const { pretend, delayMs } = world.muting.get();
	const left = (callId: string) => (typeof pretend === 'boolean' ? pretend : pretend.includes(callId));
	const change = () => {
		for (const callId of callIds) {
			if (left(callId)) continue;
			world.calls.setMuted(callId, muted);
			world.realTime.live.setMuted(callId, muted);
		}
	};
	if (delayMs === 0) change();
	else setTimeout(change, delayMs).unref();
}

function refused(text: string): object {
	return { ErrorCode: 400, Message: text };
}
