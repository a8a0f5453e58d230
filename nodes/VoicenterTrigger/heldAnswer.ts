import type { ServerResponse } from 'node:http';

import type { Answer } from '../platform/inbound/cdr';
import { takeOver } from '../support/webhook/takeOver';

/** The answer to one request, kept back; see {@link holdAnswer}. */
export interface HeldAnswer {
	/** Whether n8n stored the execution (or the workflow succeeded); resolves when n8n writes its answer. */
	success: Promise<boolean>;
	/** Answers now; once an answer is out, nothing more goes out. */
	send: (answer: Answer) => void;
}

/**
 * Keeps n8n from answering in its own words. When n8n writes its answer, ours goes out instead: `ok` where n8n's is
 * a success, `applicationError` for everything else, so that Voicenter sends the record again. The same goes out
 * when n8n takes too long; then n8n's answer still tells whether it was a success.
 *
 * n8n must be told to answer with nothing: a success has no body then, and every body is a message of n8n's about
 * something that went wrong.
 *
 * @param response of a request that has not been answered
 * @param write writes an answer in the record's own format
 * @param answerBy until when n8n may take, in milliseconds since 1970
 */
export function holdAnswer(
	response: ServerResponse,
	write: (answer: Answer) => { text: string; contentType: string },
	answerBy: number,
): HeldAnswer {
	let settle: (success: boolean) => void = () => undefined;
	const success = new Promise<boolean>((resolve) => (settle = resolve));
	const sendOnce = takeOver(response, ({ status, body }) => {
		const isSuccess = status < 400 && body.length === 0;
		settle(isSuccess);
		send(isSuccess ? 'ok' : 'applicationError');
	});
	const timer = setTimeout(() => send('applicationError'), answerBy - Date.now());
	timer.unref();

	function send(answer: Answer): void {
		clearTimeout(timer);
		const { text, contentType } = write(answer);
		sendOnce({ status: 200, body: text, headers: { 'Content-Type': contentType } });
	}

	return { success, send };
}
