import type { Dispatcher } from 'undici';

import { readText } from '../wire/encoding';
import { readJson } from '../wire/json';
import { WireError } from '../wire/wireError';
import { readXmlRpc } from '../wire/xmlRpc';

/** What came back: the HTTP status and the body as values (JSON or XML-RPC, told by its first character). */
export interface HttpAnswer {
	status: number;
	body: unknown;
}

/**
 * Reads an answer to its end and makes values of it. An HTTP error whose body is not Voicenter's (a proxy's
 * page, say) comes back with `body` undefined.
 *
 * @param response what undici gave
 * @param maxBytes the most that is read; more than that is refused and the connection dropped
 * @throws WireError when an answer with an HTTP status below 400 cannot be read, or any answer is too long
 */
export async function readAnswer(response: Dispatcher.ResponseData, maxBytes: number): Promise<HttpAnswer> {
	const bytes = await readBytes(response.body, maxBytes);
	const text = readText(bytes, [response.headers['content-type']].flat()[0]);
	try {
		return { status: response.statusCode, body: readValues(text) };
	} catch (error) {
		if (response.statusCode >= 400) return { status: response.statusCode, body: undefined };
		throw error;
	}
}

async function readBytes(body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > maxBytes) throw new WireError(`It is longer than ${Math.floor(maxBytes / 1_048_576)} MB`);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** Voicenter answers in XML-RPC where it was not asked for JSON, and now and then where it was. */
function readValues(text: string): unknown {
	return text.trimStart().startsWith('<') ? readXmlRpc(text) : readJson(text);
}
