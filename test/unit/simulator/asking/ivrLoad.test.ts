import { eventually } from '../support';
import { goTo } from './ivrFixtures';
import { bench, type Handler, never, send } from './support';

const { control, server, twiceServer } = bench();

describe('a second answer', () => {
	it('with the first is seen at once', async () => {
		const { url } = await twiceServer(goTo(12), 'together');
		const { turns } = await control().playIvrCall({ url });
		expect(turns[0]?.reply.answers).toBe(2);
		expect(turns[0]?.problems).toEqual(['2 answers instead of one']);
	});

	it('after the first is counted when it comes', async () => {
		const { url } = await twiceServer(goTo(12), 'later');
		await control().playIvrCall({ url });
		await eventually(() => control().ivrAnswers().second === 1);
		expect(control().ivrAnswers().turns[0]?.reply.answers).toBe(2);
	});

	it('is not what a body that speaks of HTTP is', async () => {
		const { url } = await server(goTo(12, { CALLER_NAME: 'HTTP/1.1 200 OK' }), goTo(12));
		await control().playIvrCall({ url });
		await control().playIvrCall({ url });
		expect(control().ivrAnswers()).toMatchObject({ asked: 2, valid: 2, second: 0 });
	});
});

describe('many calls', () => {
	it('start at their times, whatever the answers take, and are added up', async () => {
		const slow: Handler = (_got, response) => setTimeout(() => send(response, goTo(12)), 150);
		const { url, received } = await server(slow, { STATUS: 1 }, never, 'no', goTo(12));
		const began = performance.now();
		const { calls, answers, ownDelayMs } = await control().playIvrCalls({
			url,
			count: 10,
			perSecond: 100,
			callerNumbers: ['0501111111', '0502222222'],
			deadlineMs: 1000,
		});
		expect(performance.now() - began).toBeGreaterThanOrEqual(998);
		expect(answers).toMatchObject({ asked: 10, valid: 8, late: 1, invalid: 1, unanswered: 0, second: 0 });
		expect(answers.milliseconds.most).toBeGreaterThanOrEqual(998);
		expect(answers.milliseconds.median).toBeLessThan(answers.milliseconds.most);
		expect(ownDelayMs).toBeGreaterThanOrEqual(0);
		expect(new Set(calls.map(({ callId }) => callId)).size).toBe(10);
		const starts = calls.map(({ startedAt }) => startedAt.getTime());
		expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThanOrEqual(85);
		expect(received[1]?.json()).toMatchObject({ DATA: { CALLER_ID: '0502222222' } });
	});

	it('end with reset', async () => {
		const { url, received } = await server(never);
		const playing = control().playIvrCalls({ url, count: 1000, perSecond: 100 });
		await eventually(() => received.length > 0);
		control().reset();
		const { calls } = await playing;
		expect(calls.length).toBeLessThan(1000);
		expect(calls[0]?.problems[0]).toContain('no answer');
	});
});
