import type { FastifyInstance, FastifyReply } from 'fastify';
import { RECORDINGS_URL } from '../cdr/record';
import { packed, silence } from '../recordings';
import type { World } from '../world';

/**
 * The recordings that records link to (voicenter-api.md §3, RecordURL; §9, record). Known is what a record in the Call Log
 * has, or control added. Voicenter's own address may refer to storage, which knows neither codes nor tokens.
 */
export function recordingsService(server: FastifyInstance, world: World): void {
	server.get('/CallsHistory/PlayRecord/:file', (request, reply) => {
		const { file } = request.params as { file: string };
		const { code } = request.query as { code?: string };
		const { login, storage } = world.recordingRules.get();
		if (!isKnown(world, file)) {
			reply.callNotFound();
			return reply;
		}
		if (login === 'page' && code !== world.account.get().code) {
			return reply.type('text/html').send('<html><body>Please log in</body></html>');
		}
		if (storage !== null) return reply.redirect(storage.replace('*', file), 302);
		return sendSound(world, reply, file);
	});
	server.get('/storage/:file', (request, reply) =>
		sendSound(world, reply, (request.params as { file: string }).file),
	);
}

function isKnown(world: World, file: string): boolean {
	return world.recordingFiles.get().includes(file) || world.callLog.hasRecording(RECORDINGS_URL + file);
}

function sendSound(world: World, reply: FastifyReply, file: string): FastifyReply {
	const { bytes, contentType, contentDisposition, encoding } = world.recordingRules.get();
	if (encoding === 'identity') reply.header('content-length', bytes);
	else reply.header('content-encoding', encoding);
	if (contentType !== null) reply.header('content-type', contentType);
	if (contentDisposition) reply.header('content-disposition', `attachment; filename="${file}"`);
	return reply.send(packed(silence(bytes), encoding));
}
