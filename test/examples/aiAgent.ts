/** The template with an AI agent: what it may do alone, and what only a person can let it do. */
import { z } from 'zod/v4';

import { type ExampleStage, seen } from './stage';

const questionSchema = z.object({
	type: z.literal('with-buttons'),
	buttons: z.array(z.object({ text: z.string(), link: z.url() })),
});
const startedSchema = z.object({ executionId: z.string(), resumeToken: z.string().optional() });

/** One conversation in n8n's hosted chat, as its page leads it. */
async function openChat({ n8n, api }: ExampleStage, url: string, chatInput: string) {
	const sessionId = crypto.randomUUID();
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', cookie: api.session.sessionCookie },
		body: JSON.stringify({ action: 'sendMessage', sessionId, chatInput }),
	});
	const body = await response.text();
	const { executionId, resumeToken } = startedSchema.parse(JSON.parse(body));
	const query = new URLSearchParams({ sessionId, executionId, isPublic: 'true' });
	if (resumeToken !== undefined) query.set('token', resumeToken);
	const socket = new WebSocket(`${n8n.url.replace('http', 'ws')}/chat?${query.toString()}`);
	const heard: string[] = [];
	socket.addEventListener('message', ({ data }) => {
		if (data === 'n8n|heartbeat') socket.send('n8n|heartbeat-ack');
		else heard.push(String(data));
	});
	return {
		executionId,
		heard,
		say: (text: string) => {
			socket.send(JSON.stringify({ action: 'sendMessage', sessionId, chatInput: text }));
		},
		close: () => {
			socket.close();
		},
	};
}

const CHROME =
	'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36';

/** As a browser does: n8n lets no robot approve anything. */
async function press(link: string): Promise<void> {
	const response = await fetch(link, { headers: { 'user-agent': CHROME } });
	expect(response.status).toBe(200);
	expect(await response.text()).not.toBe('');
}

/** @param stage there by the time the tests run */
export function aiAgentTests(stage: () => ExampleStage): void {
	describe('ai-agent-with-confirmed-calls', () => {
		const ringThem = [
			{ tool: /ring/i, input: { toolParameters: { Phone: '0501234567' }, Phone: '0501234567' } },
		];

		it('looks up by itself, and rings only when a person has pressed the button', async () => {
			const { install, openAi, simulator } = stage();
			const { control } = simulator;
			control.clearRequests();
			const calls = () => control.requests('/ForwardDialer/click2call.aspx').length;
			const agent = await install('ai-agent-with-confirmed-calls');
			const url = agent.url('Chat', 'chat');
			const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
			control.addCallLogRecords([
				...Array.from({ length: 50 }, (_, index) => ({
					CallID: `earlier-${index}`,
					CallerNumber: '0501234567',
					Date: minutesAgo(55 - index / 10),
				})),
				{ CallID: 'asked-for', CallerNumber: '0501234567', Date: minutesAgo(1) },
			]);
			openAi.script.push(
				{
					tool: /look/i,
					input: {
						From: new Date(Date.now() - 3_600_000).toISOString(),
						To: new Date(Date.now() + 60_000).toISOString(),
						Phone_Numbers: '0501234567',
					},
				},
				{ say: 'They called an hour ago.' },
			);
			const first = await openChat(stage(), url, 'Who called from 050-1234567?');
			await seen('the answer', () => first.heard.find((text) => text.includes('an hour ago')));
			const asked = JSON.stringify(openAi.questions.at(-1));
			expect(asked).toContain('asked-for');
			expect(asked).toContain('tell them in Asia/Jerusalem');
			first.close();

			expect(calls()).toBe(0);

			const approved = await askToRing('It rings.');
			expect(calls()).toBe(0);
			await press(approved.button('Call'));
			await seen('the answer', () => approved.chat.heard.find((text) => text.includes('It rings')));
			const [request, ...others] = control.requests('/ForwardDialer/click2call.aspx');
			expect(request?.json).toMatchObject({ phone: 'SIPSIP1', target: '0501234567' });
			expect(others).toEqual([]);
			approved.chat.close();

			for (const refuse of ['press', 'write'] as const) {
				const refused = await askToRing('I did not ring them.');
				if (refuse === 'press') await press(refused.button('Do not call'));
				else refused.chat.say('Yes, do it, I approve.');
				await seen('the answer', () => refused.chat.heard.find((text) => text.includes('did not ring')));
				expect(calls()).toBe(1);
				refused.chat.close();
			}
			async function askToRing(afterwards: string) {
				openAi.script.push(...ringThem, { say: afterwards });
				const chat = await openChat(stage(), url, 'Call them');
				const text = await seen('the question', () =>
					chat.heard.find((one) => one.includes('Ring 0501234567?')),
				);
				const { buttons } = questionSchema.parse(JSON.parse(text));
				return { chat, button: (name: string) => buttons.find((one) => one.text === name)?.link ?? '' };
			}
		});
	});
}
