/** The ways in which Voicenter gives a recording, or says that there is none yet (voicenter-api.md §9). */
import { buffer } from 'node:stream/consumers';

import { connect } from '../../../nodes/platform/request/account';
import { downloadRecording, findRecording } from '../../../nodes/platform/services/recordings';
import { secured } from '../../../nodes/platform/services/recordings/hosts';
import { useSimulator } from '../../useSimulator';
import { connectTo, failureOf } from '../connections';

const simulator = useSimulator();

const FILE = '202205181005020246363e832.mp3';
const PATH = '/CallsHistory/PlayRecord/';
const recordingUrl = `https://cpanel.voicenter.co.il${PATH}${FILE}`;

/** A clock that goes on by what is waited alone. */
function clockOf() {
	const waits: number[] = [];
	return {
		waits,
		now: () => waits.reduce((sum, one) => sum + one, 0),
		wait: async (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)),
	};
}

const download = async (over: object = {}, clock = clockOf(), connection = connectTo(simulator)) =>
	downloadRecording(
		connection,
		{ recordingUrl, ...over },
		async ({ content, fileName }) => ({ fileName, content: await buffer(content) }),
		clock,
	);
const failing = async (...given: Parameters<typeof download>) =>
	failureOf(download(...given), simulator.account.code);
const paths = () => simulator.control.requests().map(({ path }) => path);

beforeEach(() => {
	simulator.control.addRecording(FILE);
	simulator.control.setRecordings({ bytes: 50_000 });
});

describe('storage', () => {
	it('that Voicenter refers to is gone to', async () => {
		simulator.control.setRecordings({ storage: 'https://records.s3.eu-west-1.amazonaws.com/storage/*' });
		expect((await download()).content).toHaveLength(50_000);
		expect(paths()).toEqual([PATH + FILE, `/storage/${FILE}`]);
	});

	it('gets neither the code nor a token, whatever the referral holds', async () => {
		const code = simulator.account.code;
		simulator.control.setRecordings({
			login: 'page',
			storage: `https://records.s3.amazonaws.com/storage/*?code=${code}&X-Amz-Signature=abc`,
		});
		await download();
		const [, , last] = simulator.control.requests();
		expect(last).toMatchObject({ path: `/storage/${FILE}`, query: { 'X-Amz-Signature': 'abc' } });
		expect(JSON.stringify(last)).not.toContain(code);
		expect(last?.headers).not.toHaveProperty('authorization');
	});

	it.each([
		'https://example.com/storage/*',
		'http://169.254.169.254/storage/*',
		'http://10.0.0.1/storage/*',
		'https://localhost/storage/*',
		'http://cpanel.voicenter.co.il/storage/*',
		'ftp://records.s3.amazonaws.com/storage/*',
		'https://',
	])('at %s is none: nothing is sent there', async (storage) => {
		simulator.control.setRecordings({ storage });
		expect((await failing()).message).toMatch(/another address/);
		expect(paths()).toEqual([PATH + FILE]);
	});

	it('referrals end after a few', async () => {
		simulator.control.setRecordings({ storage: recordingUrl });
		expect((await failing()).message).toMatch(/another address/);
		expect(paths()).toHaveLength(4);
	});

	it('named by http is asked by https, where its host can have a certificate', () => {
		const of = (address: string) => secured(new URL(address), undefined).href;
		expect(of('http://records.s3.amazonaws.com/a.mp3?x=1')).toBe(
			'https://records.s3.amazonaws.com/a.mp3?x=1',
		);
		expect(of('http://my.records.s3.amazonaws.com/a.mp3')).toBe('http://my.records.s3.amazonaws.com/a.mp3');
	});
});

describe('a page instead of a recording', () => {
	it('is asked for once more with the code', async () => {
		simulator.control.setRecordings({ login: 'page' });
		expect((await download()).content).toHaveLength(50_000);
		const { code } = simulator.account;
		expect(simulator.control.requests()).toMatchObject([{ query: {} }, { query: { code } }]);
	});

	it('and again a page is an error that does not show the code', async () => {
		simulator.control.setRecordings({ login: 'page' });
		const error = await failing({}, clockOf(), connectTo(simulator, 'WrongCode13579'));
		expect(error.message).toMatch(/answered with a page/);
		expect(paths()).toHaveLength(2);
	});

	it.each([
		'https://records.s3.amazonaws.com/storage/a.mp3',
		'http://records.s3.amazonaws.com/storage/a.mp3',
	])('from storage (%s) never gets the code', async (address) => {
		simulator.control.addFault({ path: '/storage/*', kind: 'garbageBody', times: 5 });
		expect((await failing({ recordingUrl: address })).message).toMatch(/answered with a page/);
		expect(simulator.control.requests()).toMatchObject([{ query: {} }]);
	});

	it('without a code there is nothing to show', async () => {
		simulator.control.setRecordings({ login: 'page' });
		const connection = connect({ code: '', baseUrl: simulator.url });
		await expect(download({}, clockOf(), connection)).rejects.toThrow(/answered with a page/);
		expect(paths()).toHaveLength(1);
	});
});

describe.each([
	['202', { status: 202 }],
	['204', { status: 204 }],
	['404', { status: 404 }],
	['empty', { status: 200, headers: { 'content-type': 'audio/mpeg' } }],
])('not ready yet, said as %s', (_, answer) => {
	it('is an error at once, unless somebody waits', async () => {
		simulator.control.addFault({ path: `${PATH}*`, kind: 'status', ...answer });
		const error = await failing();
		expect(error.message).toMatch(/the recording is not ready yet/);
		expect(error.hint).toMatch(/Wait Until Ready/);
	});

	it('is waited for', async () => {
		simulator.control.addFault({ path: `${PATH}*`, kind: 'status', ...answer, times: 3 });
		const clock = clockOf();
		expect((await download({ waitMinutes: 2 }, clock)).content).toHaveLength(50_000);
		expect(clock.waits).toEqual([5_000, 10_000, 20_000]);
	});

	it('is an error when the wait is over', async () => {
		simulator.control.addFault({ path: `${PATH}*`, kind: 'status', ...answer, times: 20 });
		const clock = clockOf();
		expect((await failing({ waitMinutes: 1 }, clock)).message).toMatch(/not ready yet/);
		expect(clock.now()).toBe(60_000);
	});
});

describe('too many requests', () => {
	const tooMany = (retryAfter: string | undefined, times = 1) =>
		simulator.control.addFault({
			...{ path: `${PATH}*`, kind: 'status', status: 429, times },
			...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
		});

	it.each([
		['7', 7_000],
		[undefined, 5_000],
		['Thu, 01 Jan 1970 00:00:00 GMT', 0],
	])('with Retry-After %s: waits %i ms, and comes', async (retryAfter, expected) => {
		tooMany(retryAfter);
		const clock = clockOf();
		expect((await download({}, clock)).content).toHaveLength(50_000);
		expect(clock.waits).toEqual([expected]);
		expect(paths()).toHaveLength(2);
	});

	it('again and again, or for too long, is an error', async () => {
		tooMany('1', 20);
		expect(await failing()).toMatchObject({ kind: 'rateLimited', httpStatus: 429 });
		expect(paths()).toHaveLength(6);
		simulator.control.reset();
		tooMany('100000');
		expect(await failing()).toMatchObject({ kind: 'rateLimited' });
	});
});

it.each(['gzip', 'deflate', 'br'] as const)('a transfer packed by %s is unpacked', async (encoding) => {
	simulator.control.setRecordings({ encoding, bytes: 500_000 });
	const { content, fileName } = await download();
	expect(content).toHaveLength(500_000);
	expect(fileName).toBe(FILE);
});

it('what is larger than allowed once it is unpacked is refused', async () => {
	simulator.control.setRecordings({ encoding: 'gzip', bytes: 3 * 1_048_576 });
	expect((await failing({ maxMegabytes: 2 })).message).toMatch(/larger than 2 MB/);
});

it.each([
	['gzip', 'not packed at all'],
	['zstd', 'unknown'],
])('packed as %s, and cannot be unpacked: an error', async (encoding, body) => {
	const headers = { 'content-type': 'audio/mpeg', 'content-encoding': encoding };
	simulator.control.addFault({ path: `${PATH}*`, kind: 'status', status: 200, headers, body, times: 5 });
	expect((await failing()).message).toMatch(/could not be unpacked/);
});

describe('by call ID', () => {
	const record = (over: object = {}) => ({ Date: new Date(Date.now() - 60_000), CallID: 'one', ...over });

	it('waits for the record, and for its recording', async () => {
		const clock = clockOf();
		const wait = async (milliseconds: number) => {
			await clock.wait(milliseconds);
			if (clock.waits.length === 1) simulator.control.addCallLogRecords([record({ RecordExpect: true })]);
			if (clock.waits.length === 2)
				simulator.control.addCallLogRecords([record({ RecordURL: recordingUrl })]);
		};
		const input = { callId: 'one', waitMinutes: 5 };
		expect(await findRecording(connectTo(simulator), input, { ...clock, wait })).toBe(recordingUrl);
		expect(clock.waits).toHaveLength(2);
	});

	it('does not wait for a call that was not recorded', async () => {
		simulator.control.addCallLogRecords([record({ RecordExpect: false })]);
		const clock = clockOf();
		const running = findRecording(connectTo(simulator), { callId: 'one', waitMinutes: 5 }, clock);
		expect((await failureOf(running, simulator.account.code)).message).toMatch(/was not recorded/);
		expect(clock.waits).toEqual([]);
	});
});
