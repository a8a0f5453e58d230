import { type Agent, request } from 'undici';
import { judgeAcknowledgement } from './acknowledgement';
import { type CdrFormat, cdrContentType } from './encode';
import type { CdrTarget } from './target';

/** One attempt to deliver one record. */
export interface CdrDelivery {
	/** The same on every attempt for one record; two legs of one call are two pushes. */
	readonly pushId: string;
	readonly callId: string;
	/** The bulk that it belongs to, if any. */
	readonly bulkId?: string;
	/** 1 for the first. */
	readonly attempt: number;
	/** Sent although the record had been acknowledged. */
	readonly repeated: boolean;
	readonly at: Date;
	readonly url: string;
	readonly format: CdrFormat;
	/** HTTP status; absent when no answer came. */
	readonly status?: number;
	readonly contentType: string;
	readonly responseBody: string;
	/** From handing over to the whole answer, waiting for a free connection included. */
	readonly milliseconds: number;
	readonly acknowledged: boolean;
	/** What the answer said: 0 OK, 1 parse error, 2 application error; absent when it said none of these. */
	readonly err?: number;
	/** Why the answer is no acknowledgement. */
	readonly problem?: string;
}

/** What is known of an attempt before it is made. */
export interface Shipment extends Pick<CdrDelivery, 'pushId' | 'callId' | 'attempt' | 'repeated' | 'format'> {
	readonly bulkId?: string;
	readonly body: string;
}

/** The reference gives no deadline for the receiver; one that is silent for longer than this is tried again. */
export const DELIVERY_DEADLINE_MS = 10_000;

/** Sends a record once and judges the answer. Never rejects: what went wrong is in the delivery. */
export async function deliver(
	{ body, ...told }: Shipment,
	to: CdrTarget,
	agent: Agent,
	signal: AbortSignal,
): Promise<CdrDelivery> {
	const facts = { ...told, at: new Date(), url: to.url };
	const deadline = to.answerWithinMs ?? DELIVERY_DEADLINE_MS;
	const began = performance.now();
	try {
		const response = await request(to.url, {
			method: 'POST',
			headers: { 'content-type': cdrContentType(told.format), ...to.headers },
			body,
			dispatcher: agent,
			headersTimeout: deadline,
			bodyTimeout: deadline,
			signal,
		});
		const responseBody = await response.body.text();
		return {
			...facts,
			status: response.statusCode,
			contentType: String(response.headers['content-type'] ?? ''),
			responseBody,
			milliseconds: performance.now() - began,
			...judgeAcknowledgement(told.format, response.statusCode, responseBody, to.acknowledgementKeys),
		};
	} catch (error) {
		return {
			...facts,
			contentType: '',
			responseBody: '',
			milliseconds: performance.now() - began,
			acknowledged: false,
			problem: `no answer: ${error instanceof Error ? error.message : String(error)}`,
		};
	}
}
