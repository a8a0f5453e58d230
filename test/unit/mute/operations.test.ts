import { forgetMuteConventions } from '../../../nodes/platform/services/mute';
import { recording } from '../../../nodes/Voicenter/actions/recording';
import { useSimulator } from '../../useSimulator';
import { run } from '../operationCall';

const simulator = useSimulator({}, { keepsState: true });
afterEach(() => {
	simulator.control.reset();
	forgetMuteConventions();
});

const [mute, unmute = mute] = recording.operations;

it('Mute and Unmute work by extension and by call ID', async () => {
	const { callId } = simulator.control.startCall();
	const isMuted = () => simulator.control.calls()[0]?.muted ?? false;
	const byExtension = { muteBy: 'extension', extension: 'SIPSIP1' };
	const byCallId = { muteBy: 'callId', callId };

	for (const [operation, fields, expected] of [
		[mute, byExtension, true],
		[unmute, byCallId, false],
		[mute, byCallId, true],
		[unmute, byExtension, false],
	] as const) {
		const result = await run(simulator, operation, fields);
		expect(result).toMatchObject({ isMuted: expected, isConfirmed: true, calls: [{ callId }] });
		expect(isMuted()).toBe(expected);
	}
});

it('the confirmation can be switched off', async () => {
	simulator.control.startCall();
	const fields = { muteBy: 'extension', extension: 'SIPSIP1', options: { confirm: false } };
	expect(await run(simulator, mute, fields)).toMatchObject({ isConfirmed: false });
	expect(simulator.control.requests()).toHaveLength(1);
});

it('says what it does in the world, and what is at stake', () => {
	expect(mute.description).toMatch(/card number.*Fails when it cannot be confirmed/);
	const options = mute.fields.find(({ name }) => name === 'options')?.options ?? [];
	expect(JSON.stringify(options)).toMatch(/Switched off.*card numbers end up on tape/);
});
