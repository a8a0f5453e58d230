import type { FastifyInstance } from 'fastify';
import { RECORDINGS_URL } from '../cdr/record';
import { silence } from '../recordings';
import type { World } from '../world';

/**
 * The recordings that records link to (voicenter-api.md §3, RecordURL). Known is what a record in the Call Log has, or
 * control added. The reference does not say that a code or an address is looked at: neither is.
 */
export function recordingsService(server: FastifyInstance, world: World): void {
	server.get('/CallsHistory/PlayRecord/:file', (request, reply) => {
		const { file } = request.params as { file: string };
		const known =
			world.recordingFiles.get().includes(file) || world.callLog.hasRecording(RECORDINGS_URL + file);
		if (!known) {
			reply.callNotFound();
			return reply;
		}
		const { bytes, contentType, contentDisposition } = world.recordingRules.get();
		reply.header('content-length', bytes);
		if (contentType !== null) reply.header('content-type', contentType);
		if (contentDisposition) reply.header('content-disposition', `attachment; filename="${file}"`);
		return reply.send(silence(bytes));
	});
}
