import { z } from 'zod/v4';
import { bytesServer, jsonOf } from './bytesServer';
import type { PlayHost } from './network';

const messageSchema = z.object({ channel: z.string().min(1), text: z.string().min(1) });

/** A message as Slack was given it. */
export type SlackMessage = z.output<typeof messageSchema>;

const sharedSchema = z.object({
	channel_id: z.string(),
	initial_comment: z.string(),
	files: z.tuple([z.object({ id: z.string(), title: z.string() })]),
});

/** A file as it was shared. */
export interface SlackFile {
	readonly name: string;
	readonly title: string;
	readonly comment: string;
	/** The upload's body, with the form around the file. */
	readonly form: Buffer;
}

/** Slack, as far as writing to channels goes. */
export interface Slack {
	/** For slack.com. */
	readonly play: PlayHost;
	/** For files.slack.com, where uploads go. */
	readonly playFiles: PlayHost;
	readonly messages: readonly SlackMessage[];
	readonly files: readonly SlackFile[];
}

/**
 * @param token the bot's; every other one is refused
 * @param channel the only one that the bot is in: its name for messages, its ID for files
 */
export function createSlack(token: string, channel: { name: string; id: string }): Slack {
	const messages: SlackMessage[] = [];
	const files: SlackFile[] = [];
	const uploads = new Map<string, { name: string; length: number; form?: Buffer }>();
	return {
		messages,
		files,
		playFiles: (tls) => {
			const server = bytesServer(tls);
			server.post<{ Params: { id: string } }>('/upload/v1/:id', ({ params, body }, reply) => {
				const upload = uploads.get(params.id);
				if (!upload || !Buffer.isBuffer(body) || body.length < upload.length) return reply.status(400).send();
				upload.form = body;
				return reply.type('text/plain').send(`OK - ${upload.length}`);
			});
			return server;
		},
		play: (tls) => {
			const server = bytesServer(tls);
			const isBot = ({ headers }: { headers: { authorization?: string | undefined } }) =>
				headers.authorization === `Bearer ${token}`;
			server.get<{ Querystring: { filename?: string; length?: string } }>(
				'/api/files.getUploadURLExternal',
				(request) => {
					if (!isBot(request)) return { ok: false, error: 'invalid_auth' };
					const { filename = '', length = '' } = request.query;
					if (filename === '' || !(Number(length) > 0)) return { ok: false, error: 'invalid_arguments' };
					const id = `F${uploads.size + 1}`;
					uploads.set(id, { name: filename, length: Number(length) });
					return { ok: true, upload_url: `https://files.slack.com/upload/v1/${id}`, file_id: id };
				},
			);
			server.post('/api/files.completeUploadExternal', (request) => {
				if (!isBot(request)) return { ok: false, error: 'invalid_auth' };
				const { data } = sharedSchema.safeParse(jsonOf(request.body));
				const [file] = data?.files ?? [];
				const { name, form } = uploads.get(file?.id ?? '') ?? {};
				if (!data || !file || name === undefined || !form) return { ok: false, error: 'file_not_found' };
				if (data.channel_id !== channel.id) return { ok: false, error: 'channel_not_found' };
				files.push({ name, title: file.title, comment: data.initial_comment, form });
				return { ok: true, files: [file] };
			});
			server.post('/api/chat.postMessage', (request) => {
				if (!isBot(request)) return { ok: false, error: 'invalid_auth' };
				const { data } = messageSchema.safeParse(jsonOf(request.body));
				if (data === undefined) return { ok: false, error: 'no_text' };
				if (data.channel !== channel.name) return { ok: false, error: 'channel_not_found' };
				messages.push(data);
				return { ok: true, channel: channel.id, ts: `1796047500.00000${messages.length}`, message: data };
			});
			return server;
		},
	};
}
