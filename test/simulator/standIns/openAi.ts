import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod/v4';
import { bytesServer, jsonOf, textOf } from './bytesServer';

const tool = z.object({
	type: z.literal('function'),
	function: z.object({ name: z.string().regex(/^[\w-]{1,64}$/), parameters: z.object({}).loose() }).loose(),
});
const chatSchema = z.object({
	model: z.string().min(1),
	messages: z.array(z.object({ role: z.string() }).loose()).min(1),
	tools: z.array(tool).optional(),
	stream: z.literal(false).optional(),
});
const responseSchema = z.object({
	model: z.string().min(1),
	input: z.array(z.object({ role: z.string(), content: z.unknown() }).loose()).min(1),
});

/** What the model says next: words, or a tool that it wants to use. */
export type Turn =
	{ readonly say: string } | { readonly tool: RegExp; readonly input: Readonly<Record<string, unknown>> };

/** OpenAI's interface with a model that follows a script. */
export interface OpenAi {
	/** For the credential's base URL. */
	readonly url: string;
	/** What the model says, in this order; with nothing left, it fails. */
	readonly script: Turn[];
	/** What transcription hears in every recording. */
	heard: string;
	/** Every question, as it came. */
	readonly questions: readonly unknown[];
	/** Recordings that were to be transcribed: the forms as text. */
	readonly recordings: readonly string[];
	stop: () => Promise<void>;
}

/** @param key the API key that is let in */
export async function startOpenAi(key: string): Promise<OpenAi> {
	const server = bytesServer();
	const questions: unknown[] = [];
	const recordings: string[] = [];
	const openAi = { script: [] as Turn[], heard: '', questions, recordings };
	server.addHook('preHandler', async (request, reply) => {
		if (request.headers.authorization !== `Bearer ${key}`)
			await fail(reply, 401, 'Incorrect API key provided');
	});
	transcribe(server, openAi, recordings);
	complete(server, openAi, questions);
	const address = await server.listen({ host: '127.0.0.1', port: 0 });
	return Object.assign(openAi, { url: `${address}/v1`, stop: () => server.close() });
}

function transcribe(server: FastifyInstance, openAi: { heard: string }, recordings: string[]): void {
	server.post('/v1/audio/transcriptions', (request, reply) => {
		const form = textOf(request.body);
		if (!/name="model"\r\n\r\n\S+/.test(form) || !/name="file"; filename="[^"]+\.mp3"/.test(form)) {
			return fail(reply, 400, 'file and model are required');
		}
		recordings.push(form);
		return { text: openAi.heard };
	});
}

function complete(server: FastifyInstance, { script }: { script: Turn[] }, questions: unknown[]): void {
	server.post('/v1/responses', (request, reply) => {
		const question = responseSchema.safeParse(jsonOf(request.body));
		const turn = script.shift();
		if (!question.success) return fail(reply, 400, z.prettifyError(question.error));
		if (!turn || !('say' in turn)) return fail(reply, 500, 'The script has no words left');
		questions.push(question.data);
		const content = [{ type: 'output_text', text: turn.say, annotations: [] }];
		return {
			id: 'resp_1',
			object: 'response',
			status: 'completed',
			model: question.data.model,
			output: [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content }],
			usage: { input_tokens: 1, output_tokens: 1, total_tokens: 2 },
		};
	});
	server.post('/v1/chat/completions', (request, reply) => {
		const question = chatSchema.safeParse(jsonOf(request.body));
		if (!question.success) return fail(reply, 400, z.prettifyError(question.error));
		questions.push(question.data);
		const turn = script.shift();
		if (!turn) return fail(reply, 500, 'The script has nothing left');
		const message = messageOf(turn, question.data);
		if (!message) return fail(reply, 500, 'There is no such tool');
		return {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: Math.floor(Date.now() / 1000),
			model: question.data.model,
			choices: [{ index: 0, message, finish_reason: 'say' in turn ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
}

function messageOf(turn: Turn, { tools = [] }: z.output<typeof chatSchema>): object | undefined {
	if ('say' in turn) return { role: 'assistant', content: turn.say };
	const wanted = tools.find((one) => turn.tool.test(one.function.name));
	return (
		wanted && {
			role: 'assistant',
			content: null,
			tool_calls: [
				{
					id: `call_${crypto.randomUUID()}`,
					type: 'function',
					function: { name: wanted.function.name, arguments: JSON.stringify(turn.input) },
				},
			],
		}
	);
}

function fail(reply: FastifyReply, status: number, message: string): FastifyReply {
	return reply.status(status).send({ error: { message, type: 'invalid_request_error', code: null } });
}
