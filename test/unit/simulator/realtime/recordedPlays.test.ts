import { any } from '../support';
import { type Fields, story } from './client';
import { extensionData, setScene } from './scene';

const scene = setScene();
const { listen, play, settle, logged } = scene;

describe('a recorded call through a queue', () => {
	it.each([0, 10])('that an agent takes: ANSWER, and %s s later the talk', async (seconds) => {
		const client = await listen();
		const { callId } = await play(client, {
			kind: 'queueCall',
			outcome: 'taken',
			phones: 0,
			answeredBy: 'SIPSIP2',
			takenAfterSeconds: seconds,
			waitSeconds: 40,
			talkSeconds: 60,
		});
		expect(story(client)).toEqual([
			'queue JOIN',
			'queue ANSWER',
			'SIPSIP2 NEWCALL',
			'SIPSIP2 HANGUP Normal hangup',
		]);
		const [join, answer] = client.of('QueueEvent') as [Fields, Fields];
		expect(Number(answer['servertime']) - Number(join['servertime'])).toBe(40);
		expect(answer['data']).toMatchObject({ Calls: [] });
		expect(answer['data']).not.toHaveProperty('AnsweredAgent');
		const [talking, hangUp] = client.of('ExtensionEvent') as [Fields, Fields];
		expect(Number(talking['servertime']) - Number(answer['servertime'])).toBe(seconds);
		for (const { data } of [talking, hangUp]) {
			const { currentCall } = data as { currentCall: Fields };
			expect(currentCall).toMatchObject({
				ivrid: callId,
				callstatus: 'Talking',
				callStarted: answer['servertime'],
				callAnswered: 0,
				answered: 0,
				callername: '',
				callerphone: 'Anonymous',
				did: '',
				queueID: 123456789,
			});
			expect(currentCall).not.toHaveProperty('originalCallerID');
		}
		expect(hangUp['callerID']).toBe('Anonymous');
		expect(logged()).toEqual([['Queue', 'ANSWER', 60 + seconds]]);
	});

	it('that is taken: the phone may begin with ANSWER, and a hold counts the answer', async () => {
		const client = await listen();
		await play(client, { kind: 'queueCall', outcome: 'taken', phones: 0, takenAs: 'ANSWER' });
		await play(client, { kind: 'queueCall', outcome: 'taken', phones: 0, talk: ['hold'] });
		expect(story(client).filter((line) => line.startsWith('SIPSIP1'))).toEqual([
			'SIPSIP1 ANSWER',
			'SIPSIP1 HANGUP Normal hangup',
			'SIPSIP1 NEWCALL',
			'SIPSIP1 HOLD',
			'SIPSIP1 HANGUP Normal hangup',
		]);
		const answered = extensionData(client).map(({ currentCall }) => (currentCall as Fields)['answered']);
		expect(answered).toEqual([1, 1, 0, 1, 1]);
	});

	it('whose phones ring in vain: 15 s each time, then EXIT and the answer in the same second', async () => {
		const client = await listen();
		await play(client, { kind: 'queueCall', ringsInVain: 20, phones: ['SIPSIP1', 'SIPSIP2'] });
		const lines = story(client);
		expect(lines.filter((line) => line === 'SIPSIP2 NEWCALL')).toHaveLength(21);
		expect(lines.filter((line) => line === 'SIPSIP2 HANGUP Normal hangup')).toHaveLength(20);
		expect(lines.slice(-4)).toEqual([
			'queue EXIT',
			'SIPSIP1 ANSWER',
			'SIPSIP2 HANGUP Answered elsewhere',
			'SIPSIP1 HANGUP Normal hangup',
		]);
		const events = client.of('ExtensionEvent');
		const [first] = events as [Fields];
		const stopped = events.find(({ reason }) => reason === 'HANGUP');
		expect(Number(stopped?.['servertime']) - Number(first['servertime'])).toBe(15);
		const exit = client.of('QueueEvent').at(-1);
		expect(events.find(({ reason }) => reason === 'ANSWER')?.['servertime']).toBe(exit?.['servertime']);
	});
});

describe('a recorded transfer after a word with the colleague', () => {
	it('has three call IDs, of which two end in the same second', async () => {
		const client = await listen();
		const { callId } = await play(client, {
			kind: 'queueCall',
			talk: [{ transferTo: 'SIPSIP2', attended: true }],
			customData: { order: '7' },
		});
		expect(story(client)).toEqual([
			'queue JOIN',
			'SIPSIP1 NEWCALL',
			'queue EXIT',
			'SIPSIP1 ANSWER',
			'SIPSIP1 HOLD',
			'SIPSIP1 NEWCALL',
			'SIPSIP2 NEWCALL',
			'SIPSIP1 ANSWER',
			'SIPSIP2 ANSWER',
			'SIPSIP1 HANGUP Transfer',
			'SIPSIP1 HANGUP Transfer',
			'SIPSIP2 HANGUP Transfer',
			'SIPSIP2 NEWCALL',
			'SIPSIP2 HANGUP Normal hangup',
		]);
		const events = client.of('ExtensionEvent');
		const passedOn = events.filter(({ dialStatus }) => dialStatus === 'Transfer');
		const [first, consult] = [...new Set(passedOn.map(({ ivruniqueid }) => ivruniqueid))];
		expect(first).toBe(callId);
		expect(new Set(passedOn.map(({ servertime }) => servertime)).size).toBe(1);
		const joined = (events.at(-2)?.['data'] as Fields)['currentCall'] as Fields;
		expect(joined).toMatchObject({
			callerphone: '0501234567',
			callstatus: 'Talking',
			relatedIvrUniqueIDs: [callId, consult],
			transferExtensionName: 'SIPSIP1',
			customdata: { order: '7', OriginalIvrUniqueID: callId },
		});
		expect(new Set([first, consult, joined['ivrid']]).size).toBe(3);
		expect(logged().map(([type]) => type)).toEqual(['Queue', 'XferCDR']);
		const [, passed] = scene.simulator.control.cdrRecords();
		expect(passed).toMatchObject({ ivruniqueid: joined['ivrid'], OriginalIvrUniqueID: callId });
	});

	it('may leave out the first call in the custom data', async () => {
		const client = await listen();
		await play(client, {
			kind: 'queueCall',
			talk: [{ transferTo: 'SIPSIP2', attended: true, namesOriginal: false }],
		});
		expect(extensionData(client).at(-2)).toMatchObject({ currentCall: { customdata: {} } });
	});
});

describe('a recorded call between colleagues', () => {
	it('goes out on one phone and comes in on the other, with names for numbers', async () => {
		const client = await listen();
		await play(client, { kind: 'internalCall', dialledAsNumber: true });
		expect(story(client)).toEqual([
			'SIPSIP1 NEWCALL',
			'SIPSIP2 NEWCALL',
			'SIPSIP1 ANSWER',
			'SIPSIP2 ANSWER',
			'SIPSIP2 HANGUP Normal hangup',
			'SIPSIP1 HANGUP Normal hangup',
		]);
		const both = { isInternal: true, originalCallerID: '11', actualDialedNumber: 12, did: '' };
		expect(extensionData(client)).toMatchObject([
			{
				extenUser: 'SIPSIP1',
				currentCall: {
					...both,
					direction: 'Outgoing',
					callstatus: 'Dialing',
					callername: 'Walter Melon',
					callerphone: 'Walter Melon',
					outgoingcallername: 'John Doe',
					outgoingcallerphone: '11',
				},
			},
			{
				extenUser: 'SIPSIP2',
				currentCall: {
					...both,
					direction: 'Incoming',
					callstatus: 'Ringing',
					callername: 'John Doe',
					callerphone: 'John Doe',
					outgoingcallerphone: '',
				},
			},
			any(Object),
			any(Object),
			any(Object),
			any(Object),
		]);
		expect(logged()).toEqual([['Extension Outgoing', 'ANSWER', 0]]);
	});

	it('shows the number where told to, and is busy', async () => {
		const client = await listen();
		await play(client, { kind: 'internalCall', outcome: 'busy', shows: 'number' });
		expect(story(client).slice(2)).toEqual(['SIPSIP2 HANGUP User busy', 'SIPSIP1 HANGUP User busy']);
		expect(extensionData(client)[1]).toMatchObject({
			currentCall: { callerphone: '11', callername: 'John Doe', actualDialedNumber: '12' },
		});
	});
});

describe('an event that is lost while the connection is up', () => {
	it.each(['hangUp', 'queueExit'] as const)('%s: the next lists lack the call', async (lost) => {
		const client = await listen();
		await play(client, { kind: 'queueCall', lost: [lost] });
		const kinds = story(client).map((line) => line.split(' ')[1]);
		expect(kinds.includes('HANGUP')).toBe(lost !== 'hangUp');
		expect(kinds.includes('EXIT')).toBe(lost !== 'queueExit');
		await settle(client);
		expect(client.of('loginStatus').at(-1)).toMatchObject({ queues: [{ Calls: [] }, { Calls: [] }] });
		const extensions = client.of('AllExtensionsStatus').at(-1)?.['extensions'] as Fields[];
		expect(extensions.every(({ calls }) => (calls as unknown[]).length === 0)).toBe(true);
	});
});
