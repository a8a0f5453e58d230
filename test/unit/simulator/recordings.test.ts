import { useSimulator } from '../../useSimulator';

const simulator = useSimulator();

/** Asks for a recording at the simulator's own origin. */
const play = (url: string) => fetch(simulator.url + new URL(url, simulator.url).pathname);
const recorded = () => {
	const [record] = simulator.control.playOutgoingCall({ talkSeconds: 5 }).records;
	return record?.record ?? '';
};

it("serves the recording that a record links to, at Voicenter's path", async () => {
	const url = recorded();
	expect(url).toMatch(/^https:\/\/cpanel\.voicenter\.co\.il\/CallsHistory\/PlayRecord\/.+\.mp3$/);
	const response = await play(url);
	const audio = Buffer.from(await response.arrayBuffer());

	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('audio/mpeg');
	expect(response.headers.get('content-disposition')).toBeNull();
	expect(audio).toHaveLength(15_846);
	// Frames of MPEG 1 layer 3, one after the other.
	expect(audio.subarray(0, 2).toString('hex')).toBe('fffb');
	expect(audio.subarray(417, 419).toString('hex')).toBe('fffb');
});

it('serves recordings of seeded records', async () => {
	simulator.control.seedCallLog({ count: 100, from: '2026-01-01', to: '2026-01-02' });
	const record = simulator.control.callLogRecords().find(({ RecordExpect }) => RecordExpect);
	const url = record?.RecordURL ?? '';
	expect((await play(url)).status).toBe(200);
	expect((await play(url.replace('.mp3', '.wav'))).status).toBe(404);
});

it('does not know others', async () => {
	expect((await play('/CallsHistory/PlayRecord/nothing.mp3')).status).toBe(404);
	const path = simulator.control.addRecording('meeting.mp3');
	expect((await play(path)).status).toBe(200);
});

it('is as large as told, with the headers told', async () => {
	simulator.control.setRecordings({ bytes: 1_000_001, contentType: null, contentDisposition: true });
	const response = await play(simulator.control.addRecording('long.mp3'));

	expect(response.headers.get('content-length')).toBe('1000001');
	expect(response.headers.get('content-type')).toBeNull();
	expect(response.headers.get('content-disposition')).toBe('attachment; filename="long.mp3"');
	expect((await response.arrayBuffer()).byteLength).toBe(1_000_001);
});

it('is cut off on the way', async () => {
	simulator.control.addFault({ path: '/CallsHistory/PlayRecord/*', kind: 'closeMidBody' });
	const response = await play(recorded());
	expect(response.headers.get('content-length')).toBe('15846');
	await expect(response.arrayBuffer()).rejects.toThrow('terminated');
});

it('comes slowly', async () => {
	simulator.control.addFault({
		path: '/CallsHistory/PlayRecord/*',
		kind: 'slowBody',
		bytes: 4_000,
		milliseconds: 20,
	});
	const url = recorded();
	const began = performance.now();
	expect((await (await play(url)).arrayBuffer()).byteLength).toBe(15_846);
	expect(performance.now() - began).toBeGreaterThanOrEqual(50);
});

it('never ends when told so', async () => {
	simulator.control.addFault({ path: '*', kind: 'oversizedBody', bytes: 3_000_000 });
	const response = await play(recorded());
	expect((await response.arrayBuffer()).byteLength).toBeGreaterThanOrEqual(3_000_000);
});
