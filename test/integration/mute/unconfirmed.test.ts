import { setRecordingMuted } from '../../../nodes/platform/services/mute';
import { failureOf } from '../connections';
import {
	clock,
	connection,
	isMuted,
	MUTE,
	muteBehindItsBack,
	onExtension,
	READ,
	sent,
	set,
	simulator,
	useSimulator,
} from './stage';

jest.setTimeout(30_000);
useSimulator();

describe('nothing is called muted that is not', () => {
	const failure = async (running: Promise<unknown>) => failureOf(running, simulator().account.code);

	it('when Voicenter only pretends', async () => {
		const { callId } = simulator().control.startCall();
		simulator().control.setMuteEffect({ pretend: true });
		const error = await failure(set(true, onExtension));
		expect(error.message).toMatch(new RegExp(`did not do it for 1 of 1 calls: ${callId} \\(SIPSIP1\\)`));
		expect(error.hint).toMatch(/Take the call as being recorded/);
		expect(sent().at(-1)).toEqual({ extension: 'SIPSIP1', state: '1' });
	});

	it.each(['zeroMutes', 'oneMutes'] as const)(
		'when it does so for one of two calls (%s)',
		async (convention) => {
			simulator().control.setMuteConvention(convention);
			const one = simulator().control.startCall().callId;
			const two = simulator().control.startCall().callId;
			simulator().control.setMuteEffect({ pretend: [two] });
			const error = await failure(set(true, onExtension));
			expect(error.message).toMatch(/did not do it for 1 of 2 calls/);
			expect([one, two].map(isMuted)).toEqual([true, false]);
		},
	);

	it('when there is no call on the extension', async () => {
		const error = await failure(set(true, onExtension));
		expect(error.message).toMatch(
			/lists no active call on extension SIPSIP1, so it could not be seen that anything is muted/,
		);
		expect(await set(false, onExtension)).toMatchObject({ isMuted: false, isConfirmed: true, calls: [] });
	});

	it.each([true, false])('when the call ends meanwhile (muted: %s)', async (muted) => {
		const { callId } = simulator().control.startCall();
		await muteBehindItsBack(callId, muted ? 'zeroMutes' : 'oneMutes');
		simulator().control.setMuteEffect({ pretend: true });
		const endsOnceSent = async (milliseconds: number) => {
			const isOver = simulator()
				.control.calls()
				.every(({ state }) => state === 'ended');
			if (sent().length > 0 && !isOver) simulator().control.hangUpCall(callId);
			await clock.wait(milliseconds);
		};
		const running = setRecordingMuted(
			connection(),
			{ muted, target: onExtension },
			{ ...clock, wait: endsOnceSent },
		);
		if (muted) {
			const error = await failure(running);
			expect(error.message).toMatch(/the call ended before its recording could be seen to be muted/);
			expect(error.hint).toMatch(/Check its recording/);
		} else {
			// Now there is no call on the extension, which is no error when there was none in the first place.
			expect(await running).toMatchObject({ isMuted: false, isConfirmed: true, calls: [] });
		}
	});

	it.each([true, false])('when the call has ended, or its ID is not right (muted: %s)', async (muted) => {
		const { callId } = simulator().control.startCall();
		simulator().control.hangUpCall(callId);
		const error = await failure(set(muted, { by: 'callId', callId }));
		expect(error).toMatchObject({ kind: 'refused', code: 400 });
		expect(error.message).toMatch(/UniqueIvrID not found/);
		expect(error.hint).toMatch(/the call has ended/);
	});

	it('when the extension is not known', async () => {
		const error = await failure(set(true, { by: 'extension', extension: 'APIAPI' }));
		expect(error.message).toMatch(/Extension not found/);
	});

	it.each([true, false])('when Active Calls does not list the extension (muted: %s)', async (muted) => {
		// As for the code of another account: an extension that is not listed is not one without a call.
		const { callId } = simulator().control.startCall();
		await muteBehindItsBack(callId, 'oneMutes');
		simulator().control.setMuteEffect({ pretend: true });
		const body = '{"ERR":0,"DESC":"OK","EXTENSIONS":[]}';
		simulator().control.addFault({ path: READ, times: 100, kind: 'garbageBody', body });
		const error = await failure(set(muted, onExtension));
		expect(error.message).toMatch(/could not be seen .* Active Calls does not list extension SIPSIP1/);
		expect(error.hint).toMatch(/account code in the credential/);
	});

	it('when Voicenter finds the request not right, in JSON that is none', async () => {
		simulator().control.startCall();
		const body = '{"ErrorCode":400,"Message":"Parameters are not valid, should be "ivrid" and "mute" "}';
		simulator().control.addFault({ path: MUTE, kind: 'garbageBody', body });
		const error = await failure(set(true, onExtension));
		expect(error).toMatchObject({ kind: 'refused', code: 400 });
		expect(error.message).toMatch(/Parameters are not valid/);
	});

	it('when the address is not allowed', async () => {
		simulator().control.setAllowlist('nobody');
		const error = await failure(set(true, onExtension));
		expect(error).toMatchObject({ kind: 'notAllowed', httpStatus: 403 });
	});

	it.each([
		['answers with an error page', { kind: 'status', status: 404 }, 'http'],
		['answers with nonsense', { kind: 'garbageBody' }, 'unreadable'],
		['breaks off', { kind: 'closeBeforeAnswer' }, 'interrupted'],
		['refuses', { kind: 'garbageBody', body: '{"ERR":2,"DESC":"Internal error."}' }, 'refused'],
	] as const)('when Active Calls %s', async (_what, fault, kind) => {
		const { callId } = simulator().control.startCall();
		simulator().control.addFault({ path: READ, times: 100, ...fault });
		const error = await failure(set(true, onExtension));
		expect(error.kind).toBe(kind);
		expect(error.message).toMatch(
			/the request was sent, but it could not be seen whether the recording is muted now/,
		);
		expect(error.hint).toMatch(/Take the call as being recorded/);
		// It was tried all the same.
		expect(isMuted(callId)).toBe(true);
	});
});
