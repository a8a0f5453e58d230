import {
	createDialer,
	type OpenLink,
	waysAfter,
	waysToTry,
} from '../../../../nodes/platform/realtime/connection/dial';
import type { Link, Way } from '../../../../nodes/platform/realtime/connection/link';
import { LinkError, type LinkFailure } from '../../../../nodes/platform/realtime/connection/linkError';
import { DEFAULT_TIMINGS } from '../../../../nodes/platform/realtime/connection/timings';

const way = (name: string): Way => {
	const [generation, transport] = name.split(' ') as ['2' | '4', Way['transport']];
	return { generation: generation === '2' ? 2 : 4, transport };
};
const names = (ways: readonly Way[]) => ways.map(({ generation, transport }) => `${generation} ${transport}`);
const ALL = ['2 websocket', '4 websocket', '2 polling', '4 polling'];

describe('the order in which ways are tried', () => {
	test('begins with the older protocol, and with WebSockets', () => {
		expect(names(waysToTry(undefined))).toEqual(ALL);
	});

	test('begins with what worked before', () => {
		expect(names(waysToTry(way('4 polling')))).toEqual([
			'4 polling',
			'4 websocket',
			'2 websocket',
			'2 polling',
		]);
	});
});

describe('what is tried after', () => {
	const after = (kind: LinkFailure, tried: string, isRemembered = false) =>
		names(
			waysAfter(
				new LinkError(kind, ''),
				way(tried),
				ALL.filter((name) => name !== tried).map(way),
				isRemembered,
			),
		);

	test.each<[LinkFailure, string, string[]]>([
		['down', '2 websocket', []],
		['tokenRejected', '2 websocket', []],
		['cancelled', '2 websocket', []],
		['otherGeneration', '4 websocket', ['2 websocket', '2 polling']],
		['failed', '2 websocket', ['4 websocket', '2 polling', '4 polling']],
		['silent', '2 websocket', ['2 polling', '4 polling']],
		['silent', '2 polling', []],
	])('%s by %s', (kind, tried, left) => {
		expect(after(kind, tried)).toEqual(left);
	});

	test('silence of a server that answered this way before: nothing', () => {
		expect(after('silent', '2 websocket', true)).toEqual([]);
	});
});

describe('a dialer', () => {
	const call = {
		server: 'https://monitor1.voicenter.co.il/',
		token: 'token',
		timings: DEFAULT_TIMINGS,
		signal: new AbortController().signal,
	};
	/** A server that works in some ways only. */
	function opener(works: string[], failure: LinkFailure = 'failed'): { open: OpenLink; tried: string[] } {
		const tried: string[] = [];
		return {
			tried,
			open: ({ way: { generation, transport } }) => {
				const name = `${generation} ${transport}`;
				tried.push(name);
				return works.includes(name)
					? Promise.resolve({} as Link)
					: Promise.reject(new LinkError(failure, `${name} failed`));
			},
		};
	}

	test('remembers of each server what worked', async () => {
		const { open, tried } = opener(['4 polling']);
		const dial = createDialer(open);
		await dial(call);
		await dial(call);
		expect(tried).toEqual([...ALL, '4 polling']);
		await dial({ ...call, server: 'https://monitor2.voicenter.co.il/' });
		expect(tried.slice(5)).toEqual(ALL);
	});

	test('tells the first failure when nothing works', async () => {
		const { open } = opener([]);
		await expect(createDialer(open)(call)).rejects.toThrow('2 websocket failed');
	});

	test('tries nothing more when nobody is there', async () => {
		const { open, tried } = opener([], 'down');
		await expect(createDialer(open)(call)).rejects.toMatchObject({ kind: 'down' });
		expect(tried).toEqual(['2 websocket']);
	});

	test('tries a WebSocket again half an hour after it was blocked', async () => {
		const { open, tried } = opener(['2 polling']);
		const dial = createDialer(open);
		const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
		try {
			await dial(call);
			clock.mockReturnValue(29 * 60_000);
			await dial(call);
			clock.mockReturnValue(30 * 60_000);
			await dial(call);
			clock.mockReturnValue(30 * 60_000 + 1);
			await dial(call);
			// Still blocked: that counts from now on.
			clock.mockReturnValue(60 * 60_000);
			await dial(call);
		} finally {
			clock.mockRestore();
		}
		expect(tried).toEqual([
			'2 websocket',
			'4 websocket',
			'2 polling',
			'2 polling',
			'2 polling',
			'2 websocket',
			'4 websocket',
			'2 polling',
			'2 polling',
		]);
	});

	test('a WebSocket that worked is tried first, however long ago', async () => {
		const { open, tried } = opener(['4 websocket']);
		const dial = createDialer(open);
		const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
		try {
			await dial(call);
			clock.mockReturnValue(1e9);
			await dial(call);
		} finally {
			clock.mockRestore();
		}
		expect(tried).toEqual(['2 websocket', '4 websocket', '4 websocket']);
	});

	test('tells of the first failure that says more than the other protocol', async () => {
		const kinds: LinkFailure[] = ['otherGeneration', 'failed', 'down'];
		const dial = createDialer(() => Promise.reject(new LinkError(kinds.shift() ?? 'lost', '')));
		await expect(dial(call)).rejects.toMatchObject({ kind: 'failed' });
	});

	test('tries nothing more where what worked before brings silence', async () => {
		const tried: string[] = [];
		let isSilent = false;
		const dial = createDialer(({ way: { generation, transport } }) => {
			tried.push(`${generation} ${transport}`);
			return isSilent ? Promise.reject(new LinkError('silent', '')) : Promise.resolve({} as Link);
		});
		await dial(call);
		isSilent = true;
		await expect(dial(call)).rejects.toMatchObject({ kind: 'silent' });
		expect(tried).toEqual(['2 websocket', '2 websocket']);
		await expect(dial({ ...call, server: 'https://monitor2.voicenter.co.il/' })).rejects.toThrow();
		expect(tried.slice(2)).toEqual(['2 websocket', '2 polling']);
	});

	test('what nobody expects is thrown as it is', async () => {
		let tries = 0;
		const dial = createDialer(() => {
			tries += 1;
			return Promise.reject(new TypeError('a fault'));
		});
		await expect(dial(call)).rejects.toThrow(TypeError);
		expect(tries).toBe(1);
	});

	test('remembers a hundred servers, those used last, and not many more', async () => {
		const { open, tried } = opener(['4 websocket']);
		const dial = createDialer(open);
		const to = (number: number) => dial({ ...call, server: `https://monitor${number}.voicenter.co.il/` });
		for (let number = 0; number < 100; number += 1) await to(number);
		await to(0);
		for (let number = 100; number < 107; number += 1) await to(number);
		tried.length = 0;
		await to(0);
		expect(tried).toEqual(['4 websocket']);
		await to(8);
		expect(tried.slice(1)).toEqual(['4 websocket']);
		await to(1);
		expect(tried.slice(2)).toEqual(['2 websocket', '4 websocket']);
	});
});
