/** Templates that keep what happened somewhere else: a sheet, a database, a storage. */
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';

import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { type ExampleStage, seen, SPREADSHEET, WALLBOARD } from './stage';

/** @param stage there by the time the tests run */
export function serviceTests(stage: () => ExampleStage): void {
	describe('live-wallboard-to-google-sheets', () => {
		it('keeps one row per extension up to date', async () => {
			const { api, install, simulator } = stage();
			const { control } = simulator;
			const wallboard = await install('live-wallboard-to-google-sheets', {
				language: 'he',
				fillIn: {
					'Write to wallboard': () => ({ documentId: { __rl: true, mode: 'id', value: SPREADSHEET } }),
					// A slow machine needs less patience.
					'Something happened': () => ({ batchMilliseconds: 300 }),
				},
			});
			await seen('a login', () => control.realTimeConnections().connections.find(({ login }) => login));
			const row = (extension: string) => WALLBOARD.rows.find(([first]) => first === extension);
			const inState = async (extension: string, state: string) =>
				await seen(`${extension}: ${state}`, () => {
					const found = row(extension);
					return found?.[2] === state ? found : undefined;
				});

			const call = control.playRealTime({
				kind: 'queueCall',
				phones: 2,
				answeredBy: 'SIPSIP1',
				outcome: 'answered',
				stepByStep: true,
			});
			call.until('answer');
			expect(await inState('SIPSIP1', 'בשיחה')).toMatchObject([
				'SIPSIP1',
				'John Doe',
				'בשיחה',
				'0501234567',
				'Sales Queue',
				expect.stringMatching(/^\d\d\.\d\d \d\d:\d\d:\d\d$/),
			]);
			call.finish();
			expect(await inState('SIPSIP1', 'פנוי')).toMatchObject({ 3: '', 4: '' });
			await inState('SIPSIP2', 'פנוי');
			control.playRealTime({ kind: 'agentStatus', extension: 'SIPSIP2', status: 3 }).finish();
			await inState('SIPSIP2', 'בהפסקה');
			const another = control.playRealTime({
				kind: 'queueCall',
				phones: 2,
				answeredBy: 'SIPSIP1',
				outcome: 'answered',
				stepByStep: true,
			});
			another.until('answer');
			await inState('SIPSIP1', 'בשיחה');
			another.finish();
			await inState('SIPSIP1', 'פנוי');
			await inState('SIPSIP2', 'בהפסקה');
			const extensions = WALLBOARD.rows.map(([extension]) => extension);
			expect(new Set(extensions).size).toBe(extensions.length);
			const ends = await until(
				async () => {
					const all = await api.listExecutions(wallboard.id);
					return all.every(({ status }) => status !== 'running') ? all : undefined;
				},
				{ what: 'the end of all executions', timeoutMs: 30_000 },
			);
			expect(new Set(ends.map(({ status }) => status))).toEqual(new Set(['success']));
			await api.deactivate(wallboard.id);
		});
	});

	describe('callback-result-to-hubspot', () => {
		it('calls when the CRM asks, and writes what became of the call to the contact', async () => {
			const { hubspot, install, paymentPage, simulator } = stage();
			const { control } = simulator;
			hubspot.contacts.push({ id: '888', properties: { mobilephone: '+972546667777' } });
			const callback = await install('callback-result-to-hubspot');
			const ask = async (phone: string, headers: Record<string, string> = paymentPage) =>
				await fetch(callback.url('CRM asks for a call', '/webhook/voicenter-callback'), {
					method: 'POST',
					headers: { 'content-type': 'application/json', ...headers },
					body: JSON.stringify({ phone, extension: 'SIPSIP1' }),
				});
			expect((await ask('054-6667777', {})).status).toBe(403);
			control.setAutoAnswer({ talkSeconds: 30 });
			expect((await ask('054-6667777')).status).toBe(200);
			expect(await seen('the result', () => hubspot.calls[0])).toMatchObject({
				metadata: {
					status: 'COMPLETED',
					toNumber: '0546667777',
					durationMilliseconds: 30_000,
					body: expect.stringMatching(/^The customer answered\. Voicenter call \w+$/) as string,
				},
				associations: { contactIds: [888] },
			});

			control.setAutoAnswer({ outcome: 'targetNoAnswer' });
			await ask('054-6660000');
			const [, second] = await seen('another', () => (hubspot.calls.length > 1 ? hubspot.calls : undefined));
			control.setAutoAnswer(null);
			expect(second).toMatchObject({ metadata: { status: 'NO_ANSWER' }, associations: {} });
			expect(second?.metadata.body).toContain('The customer did not answer');
			await stage().api.deactivate(callback.id);
		});
	});

	describe('nightly-call-log-to-postgres', () => {
		it('saves yesterday’s calls, each record once, however often it runs', async () => {
			const { api, install, postgres, simulator } = stage();
			const nightly = await install('nightly-call-log-to-postgres');
			const israel = { timeZone: 'Asia/Jerusalem' };
			const day = (date: Date) => date.toLocaleDateString('sv', israel);
			const yesterday = day(new Date(Date.now() - 86_400_000));
			simulator.control.addCallLogRecords([
				{
					CallID: 'nightly-1',
					Date: `${yesterday}T09:00:00Z`,
					CallerNumber: '0501234567',
					Type: 'Queue',
					QueueName: 'Sales Queue',
					Duration: 33,
					TargetExtension: 'SIPSIP1',
				},
				{
					CallID: 'nightly-1',
					Date: `${yesterday}T09:01:00Z`,
					CallerNumber: '0501234567',
					Type: 'Queue',
					QueueName: 'Support Queue',
					DialStatus: 'ABANDONE',
				},
				{ CallID: 'nightly-2', Date: `${yesterday}T10:00:00Z`, DialStatus: 'NOANSWER' },
				{ CallID: 'nightly-old', Date: new Date(Date.now() - 4 * 86_400_000).toISOString() },
			]);
			for (let time = 0; time < 2; time++) {
				expect((await api.runToEnd(nightly.id, 'Every night')).status).toBe('success');
			}
			const table = sql(
				postgres.port,
				"SELECT call_id, customer_number, queue, duration_seconds, extension, is_answered, started_at AT TIME ZONE 'UTC' FROM voicenter_calls WHERE call_id LIKE 'nightly-%' ORDER BY call_id, started_at",
			);
			expect(table).toEqual([
				`nightly-1,0501234567,Sales Queue,33,SIPSIP1,t,${yesterday} 09:00:00`,
				`nightly-1,0501234567,Support Queue,0,,f,${yesterday} 09:01:00`,
				`nightly-2,0501234567,,0,,f,${yesterday} 10:00:00`,
			]);
		});
	});

	describe('recording-to-s3-with-summary', () => {
		it('stores the recording, and what was said in a few lines', async () => {
			const { install, openAi, s3, simulator } = stage();
			const { control } = simulator;
			control.setRecordings({ bytes: 20_000 });
			openAi.heard = 'Hello, I want my money back. - You will have it on Sunday.';
			openAi.script.push({ say: 'Wants a refund; will have it on Sunday.' });
			const recording = await install('recording-to-s3-with-summary');
			control.setCdrTarget({ url: recording.url('Call recorded', 'voicenter-cdr') });
			control.playIncomingCall({ outcome: 'answered', talkSeconds: 3 });
			control.playIncomingCall({ outcome: 'answered', talkSeconds: 60 });
			const execution = await recording.ended();
			expect(execution.data.resultData.error).toBeUndefined();
			expect(execution.status).toBe('success');
			const { startedAt, recordingUrl } = itemsOf(execution, 'Call recorded')[0]?.json ?? {};
			const day = new Date(String(startedAt)).toLocaleDateString('sv', { timeZone: 'Asia/Jerusalem' });
			// Legs share a call's ID; each recording has a name of its own.
			const key = `${day}/${basename(String(recordingUrl), '.mp3')}`;
			expect([...s3.objects.keys()].sort()).toEqual([`${key}.mp3`, `${key}.txt`]);
			expect(s3.objects.get(`${key}.mp3`)?.content).toHaveLength(20_000);
			expect(s3.objects.get(`${key}.txt`)?.content.toString()).toBe(
				'Wants a refund; will have it on Sunday.\n\nHello, I want my money back. - You will have it on Sunday.',
			);
			expect(JSON.stringify(openAi.questions.at(-1))).toContain('I want my money back');
			expect(openAi.recordings).toHaveLength(1);
			control.setCdrTarget(null);
		});
	});
}

/** @returns the rows as comma-separated values */
function sql(port: number, query: string): string[] {
	const { status, stdout, stderr } = spawnSync(
		'psql',
		['-h', '127.0.0.1', '-p', port.toString(), '-U', 'n8n', '-d', 'n8n', '--csv', '-t', '-c', query],
		{ encoding: 'utf8' },
	);
	if (status !== 0) throw new Error(stderr);
	return stdout.trimEnd().split('\n');
}
