import type { FastifyInstance } from 'fastify';
import type { LogRecord } from '../callLog/record';
import type { InsightsShape } from '../insights';
import { untrusted } from '../http/trust';
import type { World } from '../world';

/**
 * Call insights (voicenter-api.md §8): a call's record and what artificial intelligence heard in it. The reference
 * names `Data.cdr_data` and `Data.ai_data` and gives neither's fields in full: the Call Log's are assumed for the
 * first, of the leg that has the recording.
 */
export function insightsService(server: FastifyInstance, world: World): void {
	server.get('/api-manager-v1/Call/History/:id', (request, reply) => {
		const refusal = untrusted(world, request, reply);
		if (refusal !== undefined) return { Message: refusal };
		const { authorization } = request.headers;
		if (authorization !== `Bearer ${world.account.get().bearerToken}` || !world.insights.take()) {
			return reply.status(401).send({ Message: 'Unauthorized' });
		}
		const { id } = request.params as { id: string };
		const records = world.callLog.find(id);
		const record = records.find(({ RecordURL }) => RecordURL !== '') ?? records[0];
		if (!record) return reply.status(404).send({ Message: 'Call not found' });
		return shaped(world.insights.shape(), record, world.insights.of(id) ?? heardIn(record));
	});
}

function shaped(shape: InsightsShape, record: LogRecord, heard: unknown): object {
	const { insights, emotions } = (heard ?? {}) as { insights?: { summary?: unknown }; emotions?: unknown };
	const flat = { summary: insights?.summary ?? null, emotions: emotions ?? null, insights: insights ?? null };
	switch (shape) {
		case 'ai_data':
			return { Data: { cdr_data: record, ai_data: heard } };
		case 'aiData':
			return { Data: { cdr_data: record, aiData: heard } };
		case 'besideData':
			return { Data: { cdr_data: record }, aiData: heard };
		case 'flat':
			return { Data: { cdr_data: record }, ...flat };
		case 'flatInData':
			return { Data: { cdr_data: record, ...flat } };
	}
}

/** null: nothing was recorded, so nothing was heard. */
function heardIn({ RecordURL, Duration, QueueName }: LogRecord): object | null {
	if (RecordURL === '') return null;
	const about = QueueName === '' ? 'an extension' : QueueName;
	return {
		insights: { summary: `A conversation of ${Duration} seconds with ${about}.` },
		emotions: [],
		transcript: [],
	};
}
