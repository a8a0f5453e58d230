import { any, postJson } from '../support';
import { type Fields, story } from './client';
import { extensionData, setScene } from './scene';

const scene = setScene();
const { listen, settle } = scene;

/** What the REST services say of calls that are going on (voicenter-api.md §5 and §8). */
async function ask(path: string, body: Fields): Promise<Fields> {
	const { code } = scene.simulator.account;
	return (await postJson(scene.simulator.url + path, { code, ...body })).json();
}
const callsOn = async (extension: string) => {
	const { EXTENSIONS } = await ask('/comet/API/GetExtensionsCalls', { extension });
	return (EXTENSIONS as { calls: Fields[] }[])[0]?.calls;
};
const callersIn = async (queue: number) => {
	const { QUEUES } = await ask('/comet/API/GetQueuesCallers', { queue: String(queue) });
	return (QUEUES as { Callers: Fields[] }[])[0]?.Callers;
};

describe('Active Calls and the live events agree', () => {
	it('on who waits, who rings, who talks and who has gone', async () => {
		const call = scene.simulator.control.playRealTime({ kind: 'queueCall', stepByStep: true });
		const { callId } = call;
		call.until('join');
		expect(await callersIn(123456789)).toMatchObject([{ CallID: callId, Phone: '0501234567' }]);
		expect(await callsOn('SIPSIP1')).toEqual([]);
		call.until('ring');
		expect(await callsOn('SIPSIP1')).toMatchObject([
			{ ivrid: callId, callstatus: 'Ringing', answered: 0, callAnswered: 0, callerphone: '0501234567' },
		]);
		call.until('answer');
		expect(await callersIn(123456789)).toEqual([]);
		expect(await callsOn('SIPSIP1')).toMatchObject([
			{ ivrid: callId, callstatus: 'Talking', answered: 1, did: '0722776772' },
		]);
		call.finish();
		expect(await callsOn('SIPSIP1')).toEqual([]);
	});

	it('on a call that an agent took out of its queue: it talks, and names nobody', async () => {
		const options = { kind: 'queueCall', outcome: 'taken', phones: 0, stepByStep: true } as const;
		scene.simulator.control.playRealTime(options).until('talking');
		expect(await callsOn('SIPSIP1')).toMatchObject([
			{ callstatus: 'Talking', answered: 0, callAnswered: 0, callerphone: 'Anonymous', did: '' },
		]);
	});
});

describe('muting and the live events agree', () => {
	it("the recording is muted in Active Calls, in the lists and in the call's next event", async () => {
		const client = await listen();
		scene.simulator.control.setMuteConvention('oneMutes');
		const options = { kind: 'incomingCall', talk: ['hold'] as ['hold'], stepByStep: true } as const;
		const call = scene.simulator.control.playRealTime(options);
		call.until('answer');
		const isMuted = async () =>
			((await callsOn('SIPSIP1'))?.[0]?.['recording'] as Fields | undefined)?.['IsMuted'];
		expect(await isMuted()).toBe(0);
		const path = '/Comet/API/MuteUnmuteCalls';
		expect(await ask(path, { ivrid: call.callId, state: '1' })).toMatchObject({ ErrorCode: '200' });
		expect(await isMuted()).toBe(1);
		await settle(client);
		const [list] = client.of('AllExtensionsStatus').at(-1)?.['extensions'] as Fields[];
		expect(list).toMatchObject({ calls: [{ recording: { IsMuted: 1 } }] });
		call.step();
		await ask(path, { extension: 'SIPSIP1', state: '0' });
		call.finish();
		await settle(client);
		expect(story(client).slice(-2)).toEqual(['SIPSIP1 HOLD', 'SIPSIP1 HANGUP Normal hangup']);
		expect(extensionData(client).slice(-2)).toMatchObject([
			{ currentCall: { recording: { IsMuted: 1 } } },
			{ currentCall: { recording: { IsMuted: 0 } } },
		]);
		expect(await ask(path, { ivrid: call.callId, state: '1' })).toEqual({
			ErrorCode: 400,
			Message: any(String),
		});
	});
});
