import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { type Connection, connect } from '../../../nodes/platform/request/account';
import {
	downloadRecording,
	findRecording,
	type Recording,
} from '../../../nodes/platform/services/recordings';
import { type Simulator, startSimulator } from '../../simulator';
import { connectTo, failureOf, refusedInput } from '../connections';

let simulator: Simulator;
/** Temporary files go here: in the machine's own folder those of others come and go. */
let temporary: string;
let tmpdir: jest.SpyInstance<string, []>;
beforeAll(async () => {
	temporary = mkdtempSync(join(os.tmpdir(), 'voicenter-test-'));
	tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue(temporary);
	simulator = await startSimulator();
});
afterAll(async () => {
	tmpdir.mockRestore();
	await simulator.stop();
	rmSync(temporary, { recursive: true, force: true });
});
afterEach(() => {
	simulator.control.reset();
	expect(leftOver()).toEqual([]);
});

const HOST = 'https://cpanel.voicenter.co.il';
const FILE = '202205181005020246363e832-aws-Rojxp5-972521112233.mp3';
const PATH = '/CallsHistory/PlayRecord/';
const leftOver = () => readdirSync(temporary);

interface Kept extends Omit<Recording, 'content'> {
	content: Buffer;
}
const keep = async ({ content, ...about }: Recording): Promise<Kept> => ({
	...about,
	content: await buffer(content),
});
const download = async (over: object = {}, connection: Connection = connectTo(simulator)) =>
	downloadRecording(connection, { recordingUrl: HOST + PATH + FILE, ...over }, keep);

describe('a recording', () => {
	it('comes with its name, its type and every byte', async () => {
		simulator.control.addRecording(FILE);
		simulator.control.setRecordings({ bytes: 3_000_000 });
		const { content, ...about } = await download();
		expect(about).toEqual({ fileName: FILE, mimeType: 'audio/mpeg', bytes: 3_000_000 });
		expect(content).toHaveLength(3_000_000);
		expect(simulator.control.requests()).toMatchObject([{ method: 'GET', path: PATH + FILE, body: '' }]);
	});

	it.each([
		[null, FILE, FILE, 'audio/mpeg'],
		['application/octet-stream', FILE, FILE, 'audio/mpeg'],
		['audio/mpeg', 'noEnding', 'noEnding.mp3', 'audio/mpeg'],
		[null, 'noEnding', 'noEnding.mp3', 'audio/mpeg'],
		[null, 'a.bin', 'a.mp3', 'audio/mpeg'],
		['audio/mpeg', 'play.aspx', 'play.mp3', 'audio/mpeg'],
		['audio/wav', 'a.wav', 'a.mp3', 'audio/mpeg'],
	])('sent as %s from %s is %s, %s', async (contentType, file, fileName, mimeType) => {
		simulator.control.addRecording(file);
		simulator.control.setRecordings({ contentType });
		expect(await download({ recordingUrl: HOST + PATH + file })).toMatchObject({ fileName, mimeType });
	});

	it('never carries the code', async () => {
		simulator.control.addRecording(FILE);
		await download();
		expect(JSON.stringify(simulator.control.requests())).not.toContain(simulator.account.code);
	});
});

it('a server without room for temporary files says so', async () => {
	tmpdir.mockReturnValueOnce('/nowhere/at/all');
	const error = await failureOf(download(), simulator.account.code);
	expect(error.message).toBe('Download a recording: this server could not keep the recording (ENOENT)');
	expect(error.hint).toMatch(/temporary files/);
});

describe('an address', () => {
	it.each([
		'not an address',
		'ftp://cpanel.voicenter.co.il/x.mp3',
		'http://cpanel.voicenter.co.il/x.mp3',
		'file:///etc/passwd',
		'https://example.com/x.mp3',
		'https://cpanel.voicenter.co.il.example.com/x.mp3',
		'https://evilvoicenter.co.il/x.mp3',
		'https://cpanel.voicenter.co.il@example.com/x.mp3',
		'https://me@cpanel.voicenter.co.il/x.mp3',
		'https://cpanel.voicenter.co.il:8443/x.mp3',
		'https://169.254.169.254/latest/meta-data',
		'http://169.254.169.254/x.s3.amazonaws.com/a.mp3',
		'https://s3.amazonaws.com.example.com/a.mp3',
		'https://evils3.amazonaws.com/a.mp3',
		'https://bucket.vpce-0a1.s3.eu-west-1.vpce.amazonaws.com/a.mp3',
		'https://ec2-10-0-0-1.compute.amazonaws.com/a.mp3',
		'https://me@bucket.s3.amazonaws.com/a.mp3',
		'https://bucket.s3.amazonaws.com:8443/a.mp3',
	])('that is %j is refused before anything is sent', async (recordingUrl) => {
		const { field, message } = await refusedInput(download({ recordingUrl }));
		expect(field).toBe('recordingUrl');
		expect(message).toMatch(/not the address of a recording at Voicenter or its storage/);
		expect(simulator.control.requests()).toEqual([]);
	});

	it.each(['', ' ', null])(
		'that is %j, as of a call that was not recorded, is said to be missing',
		async (none) => {
			const { field, message } = await refusedInput(download({ recordingUrl: none }));
			expect(field).toBe('recordingUrl');
			expect(message).toMatch(
				/^This is empty\. Give the recordingUrl.*a call that was not recorded has none/,
			);
		},
	);

	it.each([
		'https://cpanel.voicenter.co.il/a.mp3',
		'https://cpanel.voicenter.com/a.mp3',
		'https://monitor5.voicenter.co/a.mp3',
		'http://recordings.s3.amazonaws.com/a.mp3',
		'https://my.recordings.s3.eu-west-1.amazonaws.com/a.mp3',
		'https://s3-eu-west-1.amazonaws.com/a.mp3',
		'https://s3.eu-west-1.amazonaws.com/a.mp3',
	])('%s is asked', async (recordingUrl) => {
		await failureOf(download({ recordingUrl }), simulator.account.code);
		expect(simulator.control.requests()).toMatchObject([{ path: '/a.mp3' }]);
	});

	it('at the base URL is one too', async () => {
		simulator.control.addRecording(FILE);
		expect(await download({ recordingUrl: simulator.url + PATH + FILE })).toMatchObject({ fileName: FILE });
	});
});

describe('what is no recording is an error, and nothing is kept', () => {
	const failing = async (over: object = {}) => {
		let stored = 0;
		const running = downloadRecording(
			connectTo(simulator),
			{ recordingUrl: HOST + PATH + FILE, ...over },
			async () => Promise.resolve((stored += 1)),
		);
		const error = await failureOf(running, simulator.account.code);
		expect(stored).toBe(0);
		expect(leftOver()).toEqual([]);
		return error;
	};

	it('one that is not there', async () => {
		const error = await failing();
		expect(error.message).toMatch(/not ready yet: there is none at its address \(HTTP 404\)/);
		expect(error.hint).toMatch(/Wait Until Ready.*deleted/);
		simulator.control.clearRequests();
		simulator.control.addFault({ path: `${PATH}*`, kind: 'status', status: 410 });
		expect(await failing()).toMatchObject({ httpStatus: 410 });
		expect(simulator.control.requests()).toHaveLength(1);
	});

	it('one that is larger than what is allowed', async () => {
		simulator.control.addRecording(FILE);
		simulator.control.setRecordings({ bytes: 2 * 1_048_576 + 1 });
		expect((await failing({ maxMegabytes: 2 })).message).toMatch(/larger than 2 MB/);
		simulator.control.setRecordings({ bytes: 2 * 1_048_576 });
		expect(await download({ maxMegabytes: 2 })).toMatchObject({ bytes: 2_097_152 });
	});

	it('one that breaks off, time after time', async () => {
		simulator.control.addRecording(FILE);
		simulator.control.addFault({ path: `${PATH}*`, kind: 'closeMidBody', times: 4 });
		expect((await failing()).kind).toBe('interrupted');
	}, 20_000);

	it.each([
		[{ kind: 'garbageBody' }, /answered with a page/],
		[{ kind: 'status', status: 302, headers: { location: 'https://example.com/login' } }, /another address/],
		[{ kind: 'status', status: 401 }, /asks for a login/],
		[{ kind: 'status', status: 403 }, /refused this server/],
		[
			{ kind: 'status', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
			/page \(text\/html\)/,
		],
		[
			{ kind: 'status', status: 200, headers: { 'content-type': 'audio/mpeg' } },
			/not ready yet: the answer is empty/,
		],
	] as const)('%j', async (fault, text) => {
		simulator.control.addRecording(FILE);
		// Also of what is asked for once more, with the code.
		simulator.control.addFault({ path: `${PATH}*`, ...fault, times: 2 });
		expect((await failing()).message).toMatch(text);
	});

	it('the execution is stopped', async () => {
		simulator.control.addRecording(FILE);
		simulator.control.addFault({ path: `${PATH}*`, kind: 'slowBody', bytes: 1_000, milliseconds: 600_000 });
		const stop = new AbortController();
		const here = connect({ code: simulator.account.code, baseUrl: simulator.url }, { signal: stop.signal });
		setTimeout(() => stop.abort(), 300);
		expect((await failureOf(download({}, here), simulator.account.code)).kind).toBe('cancelled');
	});
});

it('one that broke off is asked for again, and comes whole', async () => {
	simulator.control.addRecording(FILE);
	simulator.control.setRecordings({ bytes: 500_000 });
	simulator.control.addFault({ path: `${PATH}*`, kind: 'closeMidBody' });
	expect((await download()).content).toHaveLength(500_000);
});

it('what storing it throws comes through, and nothing is left over', async () => {
	simulator.control.addRecording(FILE);
	await expect(
		downloadRecording(connectTo(simulator), { recordingUrl: HOST + PATH + FILE }, () =>
			Promise.reject(new Error('no room')),
		),
	).rejects.toThrow('no room');
});

describe('by call ID', () => {
	const hourAgo = () => new Date(Date.now() - 3_600_000);
	const url = HOST + PATH + FILE;
	const search = async (callId: string) => findRecording(connectTo(simulator), { callId });

	it('the second leg’s recording is found', async () => {
		simulator.control.addCallLogRecords([
			{ Date: hourAgo(), CallID: 'one', Type: 'Click2Call leg1', Duration: 99 },
			{ Date: hourAgo(), CallID: 'one', Type: 'Click2Call leg2', Duration: 90, RecordURL: url },
		]);
		const recordingUrl = await search('one');
		expect(recordingUrl).toBe(url);
		expect(await download({ recordingUrl })).toMatchObject({ fileName: FILE });
	});

	it.each([
		[true, /was recorded, but its recording is not there yet/],
		[false, /was not recorded/],
	])('without a recording, with one expected %s', async (RecordExpect, text) => {
		simulator.control.addCallLogRecords([{ Date: hourAgo(), CallID: 'two', RecordExpect }]);
		expect((await failureOf(search('two'), simulator.account.code)).message).toMatch(text);
	});

	it('a call that is not there', async () => {
		expect((await failureOf(search('none'), simulator.account.code)).message).toMatch(
			/no record of the call/,
		);
	});
});
