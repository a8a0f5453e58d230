/** Templates that tell a supervisor what is wrong now, and what was yesterday. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { versionFolder } from '../n8n/paths';
import { type ExampleStage, seen } from './stage';

const letterSchema = z.object({
	subject: z.string(),
	html: z.string(),
	attachments: z.array(z.object({ filename: z.string(), contentType: z.string() })),
});

/** Reads a mail as a mail program does, with the reader that n8n brings. */
async function readMail(source: string): Promise<z.output<typeof letterSchema>> {
	const from = createRequire(join(versionFolder('v2'), 'package.json'));
	const { simpleParser } = from('mailparser') as { simpleParser: (source: string) => Promise<unknown> };
	return letterSchema.parse(await simpleParser(source));
}

/** @param stage there by the time the tests run */
export function supervisionTests(stage: () => ExampleStage): void {
	describe('daily-missed-calls-report', () => {
		it('is in the mail in the morning: yesterday by the account’s clock, queue by queue', async () => {
			const { api, install, mail, simulator } = stage();
			const daily = await install('daily-missed-calls-report', { language: 'he' });
			const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString('sv', {
				timeZone: 'Asia/Jerusalem',
			});
			const calls = (QueueName: string, outcomes: string[]) =>
				outcomes.map((DialStatus, index) => ({
					CallID: `daily-${QueueName}-${index}`,
					Date: `${yesterday}T09:0${index}:00Z`,
					Type: 'Queue',
					QueueName,
					DialStatus,
					Duration: DialStatus === 'ANSWER' ? 60 : 0,
				}));
			simulator.control.addCallLogRecords([
				...calls('Report Sales', ['ANSWER', 'ABANDONE', 'ABANDONE']),
				...calls('Report Support', ['ANSWER']),
			]);
			expect((await api.runToEnd(daily.id, daily.step('Every morning'))).status).toBe('success');
			const [letter] = mail.mails;
			expect(letter).toMatchObject({ from: 'call-centre@example.com', to: ['manager@example.com'] });
			const { subject, html, attachments } = await readMail(letter?.source ?? '');
			expect(subject).toMatch(new RegExp(`^השיחות של ${yesterday}: \\d+ מתוך \\d+ לא נענו$`));
			expect(html).toContain('dir="rtl"');
			for (const queue of ['Report Sales', 'Report Support']) expect(html).toContain(queue);
			expect(attachments).toMatchObject([{ contentType: 'text/html' }]);
			await api.deactivate(daily.id);
		});
	});

	describe('queue-alarm-to-slack', () => {
		it('tells the team once when a queue is long, and once when it is over', async () => {
			const { api, install, slack, simulator } = stage();
			const { control } = simulator;
			const alarm = await install('queue-alarm-to-slack', {
				language: 'he',
				fillIn: {
					'Queue in trouble': () => ({ queueIsLongFrom: 2, queueIsOverAt: 1, callerMayWaitSeconds: 86_400 }),
				},
			});
			await seen('a login', () => control.realTimeConnections().connections.find(({ login }) => login));
			const waiting = ['0501234567', '0541234567'].map((phone) => {
				const play = control.playRealTime({
					kind: 'queueCall',
					queue: 'sales',
					phone,
					outcome: 'abandoned',
					stepByStep: true,
				});
				play.until('join');
				return play;
			});
			const told = await seen('the alarm', () => slack.messages[0]);
			expect(told.text).toBe(':rotating_light: Sales Queue: 2 ממתינים בתור');
			for (const play of waiting) play.finish();
			const clear = await seen('the all-clear', () => slack.messages[1]);
			expect(clear.text).toMatch(/^:white_check_mark: Sales Queue: העומס נגמר, אחרי 0:\d\d דקות$/);
			await api.deactivate(alarm.id);
			expect(slack.messages).toHaveLength(2);
		});
	});

	describe('break-alarm-to-slack', () => {
		it('tells whose break is too long, and that they are back', async () => {
			const { api, install, slack, simulator } = stage();
			const { control } = simulator;
			const before = slack.messages.length;
			const to = (status: number) =>
				control.playRealTime({ kind: 'agentStatus', extension: 'SIPSIP2', status }).finish();
			to(1);
			const alarm = await install('break-alarm-to-slack', {
				// A tenth of a minute is the shortest that the node takes.
				fillIn: { 'Break too long': () => ({ statusMayLastMinutes: 0.1 }) },
			});
			await seen('a login', () => control.realTimeConnections().connections.find(({ login }) => login));
			to(3);
			const told = await seen('the alarm', () => slack.messages[before]);
			expect(told.text).toMatch(/^:alarm_clock: .+: Lunch for 0 minutes$/);
			to(1);
			const back = await seen('the end', () => slack.messages[before + 1]);
			expect(back.text).toMatch(/^:white_check_mark: .+ is back, after 0 minutes$/);
			await api.deactivate(alarm.id);
		});
	});
}
