import { itemsOf } from '../n8n/api';
import type { Execution } from '../n8n/schemas';
import { type Credential, makeCredential, runAction } from './runAction';
import { setStage, type Stage } from './stage';

jest.setTimeout(180_000);

const TYPED_WRONG = 'TypedWrongCode777888';
const UNREACHABLE = 'http://127.0.0.1:9';

let stage: Stage;
let credential: Credential;

beforeAll(async () => {
	stage = await setStage();
	credential = await makeCredential(stage);
});
afterAll(() => stage.close());
beforeEach(() => {
	stage.simulator.control.reset();
});

const run = (items: object[], parameters: object, more: object = {}) =>
	runAction(stage, credential, items, parameters, more);

const clickToCall = (over: object = {}) => ({
	resource: 'call',
	operation: 'clickToCall',
	ringFirst: 'extension',
	extension: { __rl: true, mode: 'id', value: 'SIPSIP1' },
	target: '={{ $json.target }}',
	...over,
});

const errorOf = (execution: Execution) => execution.data.resultData.error;

describe('click to call', () => {
	it('calls for every item, in order, and pairs each result with its item', async () => {
		const targets = ['+972 50-123-4567', '052-765-4321', '03-1234567'];
		const execution = await run(
			targets.map((target) => ({ target })),
			clickToCall(),
		);
		expect(execution.status).toBe('success');
		expect(stage.simulator.control.calls().map(({ target }) => target)).toEqual([
			'0501234567',
			'0527654321',
			'031234567',
		]);
		expect(itemsOf(execution, 'Paired').map(({ json }) => json['from'])).toEqual(targets);
	});

	it('stops at the first bad number, says which item and what would be right, and has sent nothing for it', async () => {
		const execution = await run(
			[{ target: '050-1234567' }, { target: 'ask Dana' }, { target: '0527654321' }],
			clickToCall(),
		);
		expect(execution.status).toBe('error');
		expect(errorOf(execution)).toMatchObject({
			message: expect.stringMatching(/^Then Call: "ask Dana" is not a phone number.*050-123-4567/) as string,
			context: { itemIndex: 1 },
		});
		expect(stage.simulator.control.calls()).toHaveLength(1);
	});

	it('goes on with "continue on fail", the failed item paired and explained', async () => {
		const targets = ['050-1234567', 'ask Dana', '0527654321'];
		const execution = await run(
			targets.map((target) => ({ target })),
			clickToCall(),
			{ onError: 'continueRegularOutput' },
		);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Paired').map(({ json }) => json['from'])).toEqual(targets);
		const [first, second, third] = itemsOf(execution, 'Voicenter');
		expect(first?.json).toHaveProperty('callId');
		expect(second?.json).toMatchObject({ error: expect.stringContaining('ask Dana') as string });
		expect(third?.json).toHaveProperty('callId');
	});

	it('says of a failed item also what to do', async () => {
		stage.simulator.control.setExtension('SIPSIP1', { online: false });
		const execution = await run([{ target: '0501234567' }], clickToCall(), {
			onError: 'continueRegularOutput',
		});
		expect(itemsOf(execution, 'Voicenter')[0]?.json).toEqual({
			error: expect.stringMatching(/offline \(3\)\. .*open the softphone/) as string,
		});
	});

	it('sends failed items to the error output when the user asked for one, with their own fields', async () => {
		const failing = { target: 'ask Dana', row: 7 };
		const execution = await run([failing, { target: '0527654321', row: 8 }], clickToCall(), {
			onError: 'continueErrorOutput',
		});
		expect(itemsOf(execution, 'Voicenter', 0)).toHaveLength(1);
		expect(itemsOf(execution, 'Voicenter', 1).map(({ json }) => json)).toEqual([
			{ ...failing, error: expect.stringContaining('"ask Dana" is not a phone number') as string },
		]);
	});

	it('rings nobody while n8n would repeat it after an error, and says which setting to turn off', async () => {
		const execution = await run([{ target: '0501234567' }, { target: 'ask Dana' }], clickToCall(), {
			...{ retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toMatch(
			/^Retry On Fail is on for this node: after an error, n8n would ring phones again/,
		);
		expect(stage.simulator.control.requests()).toEqual([]);
	});
});

describe('hang up', () => {
	it('ends what is active on the extension', async () => {
		await run([{ target: '0501234567' }], clickToCall());
		const execution = await run([{}], {
			resource: 'call',
			operation: 'hangUp',
			extension: { __rl: true, mode: 'id', value: 'SIPSIP1' },
		});
		expect(execution.status).toBe('success');
		expect(stage.simulator.control.calls()[0]?.state).toBe('ended');
	});
});

describe('get many extensions', () => {
	it('lists them, also as an AI tool would find them', async () => {
		const execution = await run([{}], { resource: 'extension', operation: 'getAll' });
		expect(itemsOf(execution, 'Voicenter').map(({ json }) => json['sip'])).toEqual(
			stage.simulator.account.extensions.map(({ sip }) => sip),
		);
		const names = (await stage.api.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([stage.type('voicenter'), stage.type('voicenterTool')]));
	});

	it('fills the picker, and searches it', async () => {
		const search = (filter?: string) =>
			stage.api.searchList({
				nodeType: stage.type('voicenter'),
				typeVersion: 1,
				method: 'searchExtensions',
				path: 'extension',
				parameters: clickToCall(),
				credentials: { voicenterApi: credential },
				...(filter !== undefined && { filter }),
			});
		expect((await search()).results).toHaveLength(stage.simulator.account.extensions.length);
		expect((await search('walter')).results).toEqual([
			{ name: expect.stringContaining('Walter') as string, value: 'SIPSIP2' },
		]);
	});
});

describe('what a user reads when Voicenter says no', () => {
	const cases: {
		name: string;
		data?: object;
		arrange?: () => void;
		parameters: object;
		message: RegExp;
		description: RegExp;
	}[] = [
		{
			name: 'a wrong code, at the list of extensions',
			data: { code: TYPED_WRONG },
			parameters: { resource: 'extension', operation: 'getAll' },
			message: /^Get extensions: Voicenter knows no extension for this account code$/,
			description: /wrong account code.*Check the code in the credential/,
		},
		{
			name: 'a wrong code, at a call',
			data: { code: TYPED_WRONG },
			parameters: clickToCall({ target: '0501234567' }),
			message: /^Click to call: Voicenter says: .*\(1\)$/,
			description: /check the account code in the credential/,
		},
		{
			name: 'an address that is not allowed',
			arrange: () => stage.simulator.control.setAllowlist('nobody'),
			parameters: clickToCall({ target: '0501234567' }),
			message: /IP address 127\.0\.0\.1 is not trusted/,
			description: /public IP address of this server is not on the list/,
		},
		{
			name: 'an address that is not allowed, at the list of extensions',
			arrange: () => stage.simulator.control.setAllowlist('nobody'),
			parameters: { resource: 'extension', operation: 'getAll' },
			message: /Unauthorized/,
			description: /public IP address of this server is not on the list/,
		},
		{
			name: 'an extension that is offline',
			arrange: () => stage.simulator.control.setExtension('SIPSIP1', { online: false }),
			parameters: clickToCall({ target: '0501234567' }),
			message: /Extension representative offline \(3\)$/,
			description: /agent must open the softphone/,
		},
		{
			name: 'an extension that is blocked',
			arrange: () => stage.simulator.control.setExtension('SIPSIP1', { blocked: true }),
			parameters: clickToCall({ target: '0501234567' }),
			message: /Extension blocked for Click2Call calls \(4\)$/,
			description: /allow Click2Call calls for this extension/,
		},
		{
			name: 'a host that cannot be reached',
			data: { baseUrl: UNREACHABLE },
			parameters: clickToCall({ target: '0501234567' }),
			message: /could not be reached: it refused the connection/,
			description: /Nothing was sent\. Check the internet connection/,
		},
	];

	it.each(cases)('$name', async ({ data, arrange, parameters, message, description }) => {
		const used = data ? await makeCredential(stage, data) : credential;
		arrange?.();
		const runHere = (more: object = {}) => runAction(stage, used, [{}], parameters, more);
		const stopped = await runHere();
		const wentOn = await runHere({ onError: 'continueRegularOutput' });

		expect(stopped.status).toBe('error');
		expect(errorOf(stopped)?.message).toMatch(message);
		expect(errorOf(stopped)?.description).toMatch(description);
		expect(itemsOf(wentOn, 'Voicenter').map(({ json }) => json)).toEqual([
			{ error: `${errorOf(stopped)?.message}. ${errorOf(stopped)?.description}` },
		]);
		for (const secret of [TYPED_WRONG, stage.simulator.account.code]) {
			expect(stopped.saved).not.toContain(secret);
			expect(wentOn.saved).not.toContain(secret);
			expect(await stage.n8n.log()).not.toContain(secret);
		}
	});
});

describe('the credential test', () => {
	it('says how many extensions it found', async () => {
		expect(await stage.api.testCredential(credential.id)).toEqual({
			status: 'OK',
			message: 'Connected: the account has 3 extensions',
		});
	});

	it.each([
		[
			'a wrong code',
			{ code: TYPED_WRONG },
			undefined,
			/knows no extension for this account code\. .*letter by letter/,
		],
		[
			'an address that is not allowed',
			{},
			'nobody' as const,
			/Unauthorized.*public IP address of this server/,
		],
		[
			'a host that cannot be reached',
			{ baseUrl: UNREACHABLE },
			undefined,
			/could not be reached: it refused the connection/,
		],
	])('tells %s', async (_name, data, allowlist, message) => {
		const tested = await makeCredential(stage, data);
		if (allowlist) stage.simulator.control.setAllowlist(allowlist);
		const verdict = await stage.api.testCredential(tested.id);
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toMatch(message);
		expect(verdict.message).not.toContain(TYPED_WRONG);
	});
});
