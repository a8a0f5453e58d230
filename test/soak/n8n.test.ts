/**
 * A real n8n with a workflow behind every trigger, under load while the network breaks: nothing is lost, nothing is
 * doubled, every question is answered in time, and n8n is afterwards as it was before. SOAK_MINUTES says for how long.
 */
import { setTimeout as pause } from 'node:timers/promises';

import { activateAsking, respond } from '../e2e/askingWorkflow';
import { activateCdrWorkflow, storedExecutions } from '../e2e/cdrWorkflows';
import { type Stage, setStage } from '../e2e/stage';
import { activateTrigger } from '../e2e/triggerWorkflow';
import { createProbe, type Probe, type ProbeReport } from '../fuzz/n8nProbe';
import { itemsOf } from '../n8n/api';
import { until } from '../n8n/until';
import { openSeason, within } from './endings';

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 40);
const SECONDS = MINUTES * 60;
const CDR_PER_SECOND = 1;
const QUESTIONS_PER_SECOND = 1;
const LONGEST_STALL_MS = 200;
const MOST_GROWTH_BYTES = 60 * 1024 * 1024;
/** For what may take longer than the time that is played: the last acknowledgements, the last answers. */
const GRACE_SECONDS = 120;

// Everything in it has a bound of its own, and says what it was.
jest.setTimeout((SECONDS + 1_200) * 1_000);

let stage: Stage;
let probe: Probe;
beforeAll(async () => {
	probe = await createProbe();
	stage = await setStage('tarball', {
		...probe.env,
		N8N_LOG_FORMAT: 'json',
		HTTPS_PROXY: '',
		// What the README recommends to those whose callers wait.
		N8N_EXPRESSION_ENGINE_POOL_SIZE: '2',
	});
	for (let server = 0; server < 2; server++) await stage.simulator.control.addRealTimeServer();
});
afterAll(() => stage.close());

/** A trigger that n8n starts by itself, and an end. */
async function activate(type: string, parameters: object): Promise<string> {
	const { account, url } = stage.simulator;
	const { id: credential, name } = await stage.api.createCredential({
		type: 'voicenterApi',
		name: crypto.randomUUID(),
		data: {
			...{ code: account.code, baseUrl: url },
			...{ realTimeLogin: 'token', realTimeToken: account.realTime.token },
		},
	});
	const credentials = { voicenterApi: { id: credential, name } };
	return await activateTrigger(stage, { type, parameters, credentials });
}

/** How often a workflow was started for each call. */
function timesStarted(workflowId: string, callIds: readonly string[]): number[] {
	const counts = new Map(callIds.map((callId) => [callId, 0]));
	for (const { callId } of storedExecutions(stage, workflowId, callIds))
		counts.set(callId, (counts.get(callId) ?? 0) + 1);
	return callIds.map((callId) => counts.get(callId) ?? 0);
}

/** The calls of a workflow that starts with several at a time. */
async function callsGiven(workflowId: string): Promise<unknown[]> {
	const given: unknown[] = [];
	for (const { id } of await stage.api.listExecutions(workflowId))
		given.push(...itemsOf(await stage.api.getExecution(id), 'Trigger').map(({ json }) => json['callId']));
	return given;
}

it(`${MINUTES} minutes`, async () => {
	const { control } = stage.simulator;
	const cdr = await activateCdrWorkflow(stage);
	const layer = await activateAsking(stage, { node: 'voicenterExternalLayerTrigger' }, [
		respond(stage, { resource: 'externalLayer', operation: 'goToLayer', layer: '7', options: {} }),
	]);
	const pop = await activateAsking(stage, { node: 'voicenterScreenPopTrigger' }, [
		respond(stage, { resource: 'screenPop', operation: 'showCaller', name: 'Dana Levi' }),
	]);
	const bot = await activateAsking(stage, { node: 'voicenterVoiceBotTrigger' }, [
		respond(stage, { resource: 'voiceBot', operation: 'answer', dataMode: 'json', data: '{"vip":true}' }),
	]);
	const live = await activate('voicenterRealTimeTrigger', {
		events: ['queueAbandoned'],
		options: { recoverMissedCalls: true },
	});
	const polled = await activate('voicenterCallLogTrigger', {
		pollTimes: { item: [{ mode: 'everyMinute' }] },
	});
	await until(() => (control.realTimeConnections().open > 0 ? true : undefined), {
		what: 'a live connection',
		timeoutMs: 60_000,
	});
	// The first poll only notes what is there.
	await pause(65_000);
	// Loads what is loaded on first use.
	await control.playIvrCalls({ url: layer.url, count: 5, perSecond: 1, fallback: 9 });
	const before = await probe.heap();
	await probe.look();

	const season = openSeason(SECONDS);
	const looks: ProbeReport[] = [];
	const abandoned: string[] = [];
	const logged: string[] = [];
	control.setCdrTarget({ url: cdr.url, resendEveryMs: [500, 1_000, 3_000] });
	const bulk = control.pushCdrs({
		...{ count: Math.ceil(SECONDS * CDR_PER_SECOND), perSecond: CDR_PER_SECOND, concurrency: 10 },
		...{ resendShare: 0.2, resendAfterMs: 2_000, seed: 7 },
		kinds: ['queueAnswered', 'abandoned', 'missed', 'outgoing'],
	});
	const records = () => {
		const { pending, entries } = bulk.report();
		const open = entries.filter(({ acknowledgedAt }) => acknowledgedAt === undefined);
		const said = open
			.map(({ attempts }) => attempts.at(-1))
			.map((last) => last?.problem ?? last?.responseBody);
		return `${pending} are not; they were answered with: ${[...new Set(said)].slice(0, 3).join('; ')}`;
	};
	const layers = control.playIvrCalls({
		...{ url: layer.url, count: Math.ceil(SECONDS * QUESTIONS_PER_SECOND), fallback: 9 },
		perSecond: QUESTIONS_PER_SECOND,
	});
	const limit = SECONDS + GRACE_SECONDS;
	let trouble: Error | undefined;
	try {
		await season.all([
			within(limit, 'every question has come to its end', layers),
			within(limit, 'every record is acknowledged', bulk.done, records),
			season.again(5_000, () => control.playScreenPop({ url: pop.url })),
			season.again(5_000, () => control.playVoiceBot({ url: bot.url })),
			season.again(3_000, async () => {
				const play = control.playRealTime({
					...{ kind: 'queueCall', phones: 1, outcome: 'abandoned', stepByStep: true },
				});
				abandoned.push(play.callId);
				while (play.remaining.length > 0) {
					play.step();
					await pause(100);
				}
			}),
			season.again(5_000, () => {
				const CallID = crypto.randomUUID();
				logged.push(CallID);
				control.addCallLogRecords([{ CallID, Date: new Date(), DialStatus: 'ANSWER' }]);
			}),
			// The network to Voicenter breaks; n8n itself stays, and so do those who ask it.
			season.again(20_000, () => control.unplug(2_000)),
			season.again(1_000, async () => looks.push(await probe.look())),
		]);
		await until(() => (control.realTimeConnections().open > 0 ? true : undefined), {
			what: 'a live connection after the last fault',
			timeoutMs: 60_000,
		});
		// What happened in the last gap is read from the Call Log, and the last calls are polled.
		await pause(130_000);
	} catch (error) {
		// What is known by now is told all the same.
		trouble = error as Error;
	}

	const asked = [control.ivrAnswers(), control.screenPopAnswers(), control.voiceBotAnswers()];
	const after = await probe.heap().catch(() => NaN);
	const stalls = looks.map(({ busyMs }) => busyMs).toSorted((one, other) => other - one);
	const longest = Math.max(...looks.map(({ blockedMs }) => blockedMs));
	const questions = asked.reduce((sum, answers) => sum + answers.asked, 0);
	process.stdout.write(
		`Soak of ${MINUTES} minutes: ${bulk.callIds.length} records, ${questions} questions, ` +
			`${abandoned.length} live calls, ${logged.length} polled calls; longest stalls ${stalls.slice(0, 5).map(Math.round).join(', ')} ms of CPU, ${Math.round(longest)} ms by the clock; ` +
			`heap ${(before / 1e6).toFixed(0)} MB before, ${(after / 1e6).toFixed(0)} MB after\n`,
	);
	const problems = control
		.ivrAnswers()
		.turns.flatMap(({ problems: found, reply }) =>
			found.map((problem) => `${problem}: ${reply.body.slice(0, 200)}`),
		);
	process.stdout.write([...new Set(problems)].map((problem) => `  ${problem}\n`).join(''));
	if (trouble) throw trouble;
	for (const { asked: all, valid, late, invalid, unanswered, second } of asked)
		expect({ valid, late, invalid, unanswered, second }).toEqual({
			...{ valid: all, late: 0, invalid: 0, unanswered: 0, second: 0 },
		});
	expect(timesStarted(cdr.id, bulk.callIds).filter((times) => times !== 1)).toEqual([]);
	expect(timesStarted(live, abandoned).filter((times) => times !== 1)).toEqual([]);
	// The calls of the records stand in the log as well.
	const given = await within(300, 'n8n has given its executions', callsGiven(polled));
	expect(given.filter((callId, index) => given.indexOf(callId) !== index)).toEqual([]);
	expect(given).toEqual(expect.arrayContaining([...logged, ...bulk.callIds]));
	// Of CPU time: by the clock, whoever else is busy on the machine counts, too.
	expect(stalls[0]).toBeLessThan(LONGEST_STALL_MS);
	expect(after - before).toBeLessThan(MOST_GROWTH_BYTES);
});
