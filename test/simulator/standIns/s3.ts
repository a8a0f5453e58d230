import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { bytesServer } from './bytesServer';

/** An object in a bucket. */
export interface StoredObject {
	readonly contentType: string;
	readonly content: Buffer;
}

/** A storage that speaks S3, with one bucket, addressed by path. */
export interface S3 {
	/** For the credential's endpoint. */
	readonly url: string;
	/** By key. */
	readonly objects: ReadonlyMap<string, StoredObject>;
	stop: () => Promise<void>;
}

/** Looks at the form of a signature, not at its value. */
const SIGNED = (accessKeyId: string) =>
	new RegExp(
		`^AWS4-HMAC-SHA256 Credential=${accessKeyId}/\\d{8}/[\\w-]+/s3/aws4_request, SignedHeaders=[\\w;-]*host[\\w;-]*, Signature=[\\da-f]{64}$`,
	);

/** @param bucket its name @param accessKeyId whose signatures are let in */
export async function startS3(bucket: string, accessKeyId: string): Promise<S3> {
	const server = bytesServer();
	const objects = new Map<string, StoredObject>();
	const signed = SIGNED(accessKeyId);
	server.addHook('preHandler', async (request, reply) => {
		if (!signed.test(request.headers.authorization ?? '')) await fail(reply, 403, 'AccessDenied');
	});
	server.get(`/${bucket}`, (request, reply) => {
		if (!('location' in (request.query as object))) return fail(reply, 501, 'NotImplemented');
		return reply
			.type('application/xml')
			.send(
				'<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>',
			);
	});
	server.put(`/${bucket}/*`, (request, reply) => {
		const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		const digest = createHash('md5').update(content).digest('base64');
		const claimed = request.headers['content-md5'];
		if (claimed !== undefined && claimed !== digest) return fail(reply, 400, 'BadDigest');
		const key = decodeURIComponent((request.params as { '*': string })['*']);
		objects.set(key, { contentType: request.headers['content-type'] ?? '', content });
		return reply.header('ETag', `"${digest}"`).send('');
	});
	server.setNotFoundHandler((_request, reply) => fail(reply, 404, 'NoSuchBucket'));
	const url = await server.listen({ host: '127.0.0.1', port: 0 });
	return { url, objects, stop: () => server.close() };
}

function fail(reply: FastifyReply, status: number, code: string): FastifyReply {
	return reply.status(status).type('application/xml').send(`<Error><Code>${code}</Code></Error>`);
}
