import { watchKeepalive } from '../../../../nodes/platform/realtime/connection/keepalive';
import { DEFAULT_TIMINGS } from '../../../../nodes/platform/realtime/connection/timings';
import type { LinkError } from '../../../../nodes/platform/realtime/connection/linkError';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const event = (name: string, payload: unknown = {}) => ({ name, payload, receivedAt: new Date() });

function start() {
	const asked: number[] = [];
	const deaths: LinkError[] = [];
	const watch = watchKeepalive(
		DEFAULT_TIMINGS,
		() => asked.push(Date.now()),
		(error) => deaths.push(error),
	);
	return { asked, deaths, watch };
}

test('a silent server is asked after a minute, and is dead when it does not answer', () => {
	const { asked, deaths } = start();
	jest.advanceTimersByTime(59_999);
	expect(asked).toHaveLength(0);
	jest.advanceTimersByTime(1);
	expect(asked).toHaveLength(1);
	jest.advanceTimersByTime(14_999);
	expect(deaths).toHaveLength(0);
	jest.advanceTimersByTime(1);
	expect(deaths).toMatchObject([{ kind: 'lost', message: 'the server fell silent' }]);
});

test('a clock that is set back or forth changes nothing', () => {
	for (const hours of [-10, 10]) {
		const { asked, watch } = start();
		watch.heard(event('ExtensionEvent'));
		jest.setSystemTime(Date.now() + hours * 3_600_000);
		jest.advanceTimersByTime(59_999);
		watch.heard(event('ExtensionEvent'));
		jest.advanceTimersByTime(59_999);
		expect(asked).toHaveLength(0);
		jest.advanceTimersByTime(1);
		expect(asked).toHaveLength(1);
		watch.stop();
	}
});

test('one that answers is asked again after another minute', () => {
	const { asked, deaths, watch } = start();
	for (let minute = 0; minute < 10; minute++) {
		jest.advanceTimersByTime(60_000);
		expect(watch.heard(event('keepaliveResponse', { errorCode: 0 }))).toBe(true);
	}
	expect(asked).toHaveLength(10);
	expect(deaths).toHaveLength(0);
});

test('one that sends events is not asked', () => {
	const { asked, watch } = start();
	for (let event_ = 0; event_ < 100; event_++) {
		jest.advanceTimersByTime(30_000);
		expect(watch.heard(event('ExtensionEvent'))).toBe(false);
	}
	expect(asked).toHaveLength(0);
	expect(jest.getTimerCount()).toBe(1);
});

test('events are no answer', () => {
	const { deaths, watch } = start();
	jest.advanceTimersByTime(60_000);
	watch.heard(event('ExtensionEvent'));
	jest.advanceTimersByTime(15_000);
	expect(deaths).toHaveLength(1);
});

test('an answer with an error says that the login is no longer taken', () => {
	const { deaths, watch } = start();
	jest.advanceTimersByTime(60_000);
	watch.heard(event('keepaliveResponse', { errorCode: '401' }));
	expect(deaths).toMatchObject([{ kind: 'tokenRejected' }]);
});

test('nothing is left when it is stopped', () => {
	start().watch.stop();
	expect(jest.getTimerCount()).toBe(0);
});

test('an error that is no number is an error, and is not quoted: it may hold the token', () => {
	const { deaths, watch } = start();
	watch.heard(event('keepaliveResponse', { errorCode: { toString: 1, valueOf: 1 } }));
	watch.heard(event('keepaliveResponse', { errorCode: 'a-token has run out' }));
	const message = 'the server no longer takes the login (error)';
	expect(deaths).toMatchObject([{ message }, { message }]);
});
