import { z } from 'zod/v4';
import { bytesServer, jsonOf } from './bytesServer';
import type { PlayHost } from './network';

const messageSchema = z.object({ channel: z.string().min(1), text: z.string().min(1) });

/** A message as Slack was given it. */
export type SlackMessage = z.output<typeof messageSchema>;

/** Slack, as far as writing to channels goes. */
export interface Slack {
	/** For slack.com. */
	readonly play: PlayHost;
	readonly messages: readonly SlackMessage[];
}

/** @param token the bot's; every other one is refused @param channel the only one that the bot is in */
export function createSlack(token: string, channel: string): Slack {
	const messages: SlackMessage[] = [];
	return {
		messages,
		play: (tls) => {
			const server = bytesServer(tls);
			server.post('/api/chat.postMessage', (request) => {
				if (request.headers.authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' };
				const { data } = messageSchema.safeParse(jsonOf(request.body));
				if (data === undefined) return { ok: false, error: 'no_text' };
				if (data.channel !== channel) return { ok: false, error: 'channel_not_found' };
				messages.push(data);
				return { ok: true, channel, ts: `1796047500.00000${messages.length}`, message: data };
			});
			return server;
		},
	};
}
