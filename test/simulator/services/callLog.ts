import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { writeRecord } from '../callLog/spelling';
import { untrusted } from '../http/trust';
import type { World } from '../world';
import type { CallLogRules } from '../callLog/rules';
import { BadFilter, callerOf, OutOfRange, readCallLogRequest, showsToken } from './callLogRequest';

/** The reference's errors: number, text and HTTP status. */
const ERRORS = {
	limit: [1, 'Request limit exceeded. Please try again later.', 403],
	unauthorized: [2, 'Authorization failed', 403],
	outOfRange: [5, 'Out of range', 404],
} as const;

/** Call Log (voicenter-api.md §3). POST JSON and GET, with a slash at the end, as live clients do, or without. */
export function callLogService(server: FastifyInstance, world: World): void {
	server.route({
		method: ['GET', 'POST'],
		url: '/hub/cdr/',
		handler: (request, reply) => {
			const isWelcome =
				world.callLogRules.get().bearer === 'anywhere' && showsToken(world.account.get(), request);
			const refusal = isWelcome ? undefined : untrusted(world, request, reply);
			return refusal ? fail(reply, [4, refusal, 403]) : answer(world, request, reply);
		},
	});
}

function answer(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	const rules = world.callLogRules.get();
	if (isOut(rules)) return reply.status(503).type('text/html').send('<h1>Service Unavailable</h1>');
	const caller = callerOf(world.account.get(), request);
	if (!caller) return fail(reply, ERRORS.unauthorized);
	if (!world.callLogRequests.admit(caller.code, rules)) return fail(reply, ERRORS.limit);
	try {
		const { fields, ...search } = readCallLogRequest(request, world.account.get(), caller, rules);
		const { total, records } = world.callLog.search({ ...search, limit: rules.maxRecords, cut: rules.cut });
		const json = JSON.stringify({
			ERROR_NUMBER: 0,
			ERROR_DESCRIPTION: 'OK',
			STATUS_CODE: 200,
			...totalHits(rules.totalHits, total, records.length),
			RETURN_HITS: records.length,
			CDR_LIST: records.map((record) => writeRecord(record, fields, rules.records)),
		});
		return reply
			.type('application/json; charset=utf-8')
			.send(rules.json === 'valid' ? json : withoutCommas(json));
	} catch (error) {
		if (error instanceof OutOfRange) return fail(reply, ERRORS.outOfRange);
		// The reference is silent on filters of a wrong type; as GetExtensions says to a value it cannot read.
		if (error instanceof BadFilter) return reply.status(400).send({ Message: 'The request is invalid.' });
		throw error;
	}
}

function isOut({ outages }: CallLogRules): boolean {
	const now = Math.floor(Date.now() / 1_000);
	return outages.some(({ from, to }) => from <= now && now < to);
}

function totalHits(how: CallLogRules['totalHits'], total: number, returned: number): object {
	switch (how) {
		case 'right':
			return { TOTAL_HITS: total };
		case 'stuck':
			return { TOTAL_HITS: returned };
		case 'zero':
			return { TOTAL_HITS: 0 };
		case 'absent':
			return {};
		case 'text':
			return { TOTAL_HITS: `${returned}+` };
	}
}

/** As the document's samples are printed: no comma after what closes an object or a list. */
function withoutCommas(json: string): string {
	return json.replace(/([}\]]),/g, '$1\n');
}

function fail(reply: FastifyReply, [number, text, status]: readonly [number, string, number]): FastifyReply {
	return reply.status(status).send({
		ERROR_NUMBER: number,
		ERROR_DESCRIPTION: text,
		STATUS_CODE: status,
		TOTAL_HITS: 0,
		RETURN_HITS: 0,
		CDR_LIST: [],
	});
}
