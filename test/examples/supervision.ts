/** Templates that tell a supervisor what is wrong now, and what was yesterday. */
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { z } from 'zod/v4';

import { itemsOf } from '../n8n/api';
import { versionFolder } from '../n8n/paths';
import { PICTURE } from '../simulator/standIns/quickChart';
import { type ExampleStage, seen, SLACK_CHANNEL } from './stage';

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

	describe('yesterday-by-hour-to-slack', () => {
		it('draws yesterday’s calls hour by hour, and shows the picture in the chat', async () => {
			const { api, install, quickChart, slack, simulator } = stage();
			const { control } = simulator;
			const chart = await install('yesterday-by-hour-to-slack', {
				fillIn: {
					'Post picture': ({ options }) => ({
						options: { ...(options as object), channelId: SLACK_CHANNEL },
					}),
				},
			});
			const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString('sv', {
				timeZone: 'Asia/Jerusalem',
			});
			// Three hours that no other test's calls are in.
			const hours = [1, 2, 2, 2, 3];
			control.addCallLogRecords(
				hours.map((hour, index) => ({
					CallID: `hourly-${index}`,
					Date: `${yesterday}T0${hour}:10:0${index}Z`,
					Type: 'Queue',
					QueueName: 'Hourly',
					DialStatus: index === 0 ? 'ABANDONE' : 'ANSWER',
					Duration: index === 0 ? 0 : 60,
				})),
			);
			const whole = await api.runToEnd(chart.id, 'Every morning');
			expect(whole.status).toBe('success');
			const [drawn] = quickChart.charts;
			expect(drawn?.type).toBe('bar');
			const rows = itemsOf(whole, 'Calls by hour').map(({ json }) => json);
			expect(drawn?.data.labels).toEqual(rows.map(({ hour }) => `${Number(hour)}:00`));
			expect(drawn?.data.datasets).toMatchObject([
				{ label: 'Calls', data: rows.map(({ offered }) => offered) },
			]);
			// By the account's clock, two or three hours ahead.
			const calls = rows.filter(({ hour }) => Number(hour) >= 3 && Number(hour) <= 6);
			expect(calls.map(({ offered }) => offered)).toEqual([1, 3, 1]);
			const [file] = slack.files;
			expect(file).toMatchObject({ name: 'calls-by-hour.png', title: 'Calls by hour' });
			expect(file?.comment).toMatch(new RegExp(`^Calls of ${yesterday}: \\d+ of \\d+ reached nobody$`));
			expect(file?.form.includes(PICTURE)).toBe(true);
			await api.deactivate(chart.id);
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
