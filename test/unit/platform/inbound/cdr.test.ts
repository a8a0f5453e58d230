import { WireError } from '../../../../nodes/platform/wire/wireError';
import { ABANDONED_CALL, asJson, ISRAEL, IVR_AS_TEXT, OUTGOING_CALL, QUEUE_CALL, readCdr } from './samples';

const read = (record: object) => readCdr(asJson(record), ISRAEL).record;

describe("the document's samples", () => {
	it('an outgoing call: User 1 called 0501234567 from SIPSIP, it rang for 2 seconds and was talked for 11', () => {
		expect(readCdr(asJson(OUTGOING_CALL), ISRAEL)).toEqual({
			record: {
				customerNumber: '0501234567',
				customerE164: '+972501234567',
				isMobile: true,
				isWithheld: false,
				startedAtLocal: '2020-07-28 18:19',
				callId: '2020072818dcDHFJcc804',
				direction: 'outgoing',
				type: 'Extension Outgoing',
				typeId: 4,
				status: 'ANSWER',
				isAnswered: true,
				isAbandoned: false,
				isMissed: false,
				isVoicemail: false,
				callerNumber: '0722776772',
				callerE164: '+972722776772',
				target: '0501234567',
				targetE164: '+972501234567',
				startedAt: '2020-07-28T15:19:10.000Z',
				answeredAt: '2020-07-28T15:19:12.000Z',
				endedAt: '2020-07-28T15:19:23.000Z',
				topDepartment: 'Voicenter Account',
				topDepartmentId: '87654321',
				durationSeconds: 11,
				ringSeconds: 2,
				extension: { sip: 'SIPSIP' },
				agent: { id: '12345678', name: 'User 1' },
				department: 'Voicenter Sales Department',
				departmentId: '12345678',
				priceAgorot: 0,
				recordingUrl: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/2020072818dcDHFJcc804.mp3',
			},
			raw: OUTGOING_CALL,
		});
	});

	it('a queue call: 2 was keyed in the main menu, and it was answered after 20 seconds in the sales queue', () => {
		expect(read(QUEUE_CALL)).toEqual({
			customerNumber: '0501234567',
			customerE164: '+972501234567',
			isMobile: true,
			isWithheld: false,
			startedAtLocal: '2020-07-21 12:13',
			ivrPathText: 'Main IVR: 2 → Sales Department',
			callId: '202007211213270124c',
			direction: 'incoming',
			type: 'Queue',
			typeId: 8,
			status: 'ANSWER',
			isAnswered: true,
			isAbandoned: false,
			isMissed: false,
			isVoicemail: false,
			callerNumber: '0501234567',
			callerE164: '+972501234567',
			did: '0722776772',
			startedAt: '2020-07-21T09:13:30.000Z',
			answeredAt: '2020-07-21T09:13:50.000Z',
			endedAt: '2020-07-21T09:13:50.000Z',
			callerCountry: 'Israel',
			durationSeconds: 0,
			ringSeconds: 0,
			waitSeconds: 20,
			queue: { id: '123456789', name: 'Sales Queue' },
			agent: { id: '12345679', name: 'Admin User' },
			priceAgorot: 0,
			recordingUrl: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/202007211213270124c.mp3',
			ivrPath: [
				{ order: 1, layerId: '1234', layerName: 'Main IVR', layerNumber: 0, dtmf: '2' },
				{ order: 2, layerId: '4321', layerName: 'Sales Department', layerNumber: 2 },
			],
		});
	});

	it('of an IVR of more layers than a caller hears the first 1,000 count', () => {
		const IVR = [
			{ layer_id: 1 },
			...Array.from({ length: 998 }, () => ({})),
			{ layer_id: 2 },
			{ layer_id: 3 },
		];
		const { ivrPath } = read({ ...OUTGOING_CALL, IVR });
		expect(ivrPath).toEqual([{ layerId: '1' }, { layerId: '2' }]);
	});

	it('IVR as a text that holds JSON', () => {
		const { record, raw } = readCdr(asJson({ ...OUTGOING_CALL, IVR: IVR_AS_TEXT }), ISRAEL);

		expect(record.ivrPath).toEqual([
			{ order: 1, layerId: '1234567', layerName: 'LayerName', layerNumber: 6 },
		]);
		expect(raw['IVR']).toBe(IVR_AS_TEXT);
	});
});

describe('an abandoned call', () => {
	it('is abandoned and missed, was never answered, and ended when its wait did', () => {
		const record = read(ABANDONED_CALL);

		expect(record).toMatchObject({
			isAnswered: false,
			isAbandoned: true,
			isMissed: true,
			waitSeconds: 42,
			durationSeconds: 0,
			startedAt: '2020-07-21T09:13:30.000Z',
			endedAt: '2020-07-21T09:14:12.000Z',
			customData: { customer: '2342' },
		});
		expect(record).not.toHaveProperty('answeredAt');
	});

	it('was not talked, also where its duration counts the wait', () => {
		expect(read({ ...ABANDONED_CALL, duration: 42 })).toMatchObject({ durationSeconds: 0, waitSeconds: 42 });
		expect(read({ ...ABANDONED_CALL, duration: '' }).durationSeconds).toBe(0);
	});
});

describe('what is absent on the wire is absent in the record', () => {
	it('of a record that says only which call it is about', () => {
		expect(read({ ivruniqueid: '7' })).toEqual({
			callId: '7',
			isAnswered: false,
			isAbandoned: false,
			isMissed: false,
			isVoicemail: false,
		});
	});

	it('whether a field is missing, empty, null or blank', () => {
		const names = Object.keys(QUEUE_CALL).filter((name) => name !== 'ivruniqueid');
		for (const nothing of ['', null, '  ', undefined]) {
			const record = { ivruniqueid: '7', ...Object.fromEntries(names.map((name) => [name, nothing])) };
			expect(Object.keys(read(record))).toEqual(Object.keys(read({ ivruniqueid: '7' })));
		}
	});

	it('a queue numbered 0 is no queue, empty custom data none, an empty IVR no path', () => {
		const record = read({ ...OUTGOING_CALL, CustomData: {}, IVR: [], aiData: '' });
		for (const name of ['queue', 'customData', 'ivrPath', 'ai', 'waitSeconds', 'did']) {
			expect(record).not.toHaveProperty(name);
		}
	});

	it('also where the wire holds something of another kind', () => {
		const record = read({
			ivruniqueid: '7',
			caller: { a: 1 },
			time: 'yesterday',
			duration: [],
			IVR: 'not JSON {{{',
			CustomData: 'none',
			aiData: 7,
			isAnswer: { toString: 1 },
		});
		expect(Object.keys(record)).toEqual(Object.keys(read({ ivruniqueid: '7' })));
	});

	it('and times that no calendar has', () => {
		const text = JSON.stringify(read({ ...OUTGOING_CALL, dialtime: 1e300 }));
		expect(text).not.toContain('null');
		expect(read({ ...OUTGOING_CALL, time: 1e300 })).not.toHaveProperty('startedAt');
	});
});

describe('spellings', () => {
	it('a layer of the IVR may be written as the document’s table of fields calls its parts', () => {
		const IVR = [{ Layer_id: 1234567, Layer_name: 'LayerName', LayerNumber: 6, DTMF: 3, dtmf_order: 1 }];
		expect(read({ ...QUEUE_CALL, IVR }).ivrPath).toEqual([
			{ order: 1, layerId: '1234567', layerName: 'LayerName', layerNumber: 6, dtmf: '3' },
		]);
	});

	it('numbers may be numbers or texts', () => {
		const texts = Object.fromEntries(
			Object.entries(QUEUE_CALL).map(([name, value]) => [
				name,
				typeof value === 'number' ? String(value) : value,
			]),
		);
		expect(read(texts)).toEqual(read(QUEUE_CALL));
	});

	it.each([['DepartmentName'], ['departmentname'], ['DEPARTMENTNAME']])(
		'names may vary in case: %s',
		(name) => {
			expect(read({ ivruniqueid: '7', [name]: 'Sales' }).department).toBe('Sales');
		},
	);

	it.each([['Click2Call leg1'], ['Click2Callleg1'], ['click2call LEG1']])('so may types: %s', (type) => {
		expect(read({ ivruniqueid: '7', type })).toMatchObject({
			type: 'Click2Call leg1',
			typeId: 9,
			direction: 'click2call',
			leg: 1,
		});
	});

	it('a type that is not documented keeps its name', () => {
		const record = read({ ivruniqueid: '7', type: 'Hologram', direction: 'Incoming' });
		expect(record).toMatchObject({ type: 'Hologram', direction: 'incoming' });
		expect(record).not.toHaveProperty('typeId');
	});

	it('CustomData may be a text that holds JSON', () => {
		expect(read({ ivruniqueid: '7', CustomData: '{"var_customer":"2342"}' }).customData).toEqual({
			customer: '2342',
		});
	});
});

describe('who and where', () => {
	it('the answering extension counts on incoming calls, with its name', () => {
		const incoming = { ivruniqueid: '7', type: 'Incoming Call', targetextension: 'SIPSIP1' };
		expect(read({ ...incoming, targetextension_name: 'Walter Melon' }).extension).toEqual({
			sip: 'SIPSIP1',
			name: 'Walter Melon',
		});
	});

	it('the calling one on outgoing calls, with its name', () => {
		const callerextension_name = 'Dana Levi';
		expect(read({ ...OUTGOING_CALL, callerextension_name }).extension).toEqual({
			sip: 'SIPSIP',
			name: callerextension_name,
		});
		const both = { ...OUTGOING_CALL, targetextension: 'SIPSIP1', callerextension_name };
		expect(read(both).extension).toEqual({ sip: 'SIPSIP1' });
	});

	it.each([
		[{ targetextension_name: 'Dana' }, { name: 'Dana' }],
		[{ callerextension_name: 'Noa' }, { name: 'Noa' }],
		[{ targetextension_name: 'Dana', callerextension_name: 'Noa' }, { name: 'Dana' }],
		[
			{ extenUser: 'SIPSIP9', callerextension_name: 'Noa' },
			{ sip: 'SIPSIP9', name: 'Noa' },
		],
	])('of an extension there may be its name alone: %j', (fields, extension) => {
		expect(read({ ivruniqueid: '7', ...fields }).extension).toEqual(extension);
	});

	it('an outgoing call to another extension is internal', () => {
		expect(read({ ...OUTGOING_CALL, target: 'SIPSIP2' }).direction).toBe('internal');
	});

	it('a transferred call names the call that it came from', () => {
		const record = read({
			ivruniqueid: '7',
			type: 'XferCDR',
			OriginalIvrUniqueID: '201809131730110122A1212',
		});
		expect(record).toMatchObject({ originalCallId: '201809131730110122A1212', direction: 'transfer' });
	});
});

it('an account elsewhere has its own numbers and its own clock', () => {
	const elsewhere = { country: 'GB', timeZone: 'America/New_York' };
	const record = { ...QUEUE_CALL, caller: '02079460018', did: '' };
	expect(readCdr(asJson(record), elsewhere).record).toMatchObject({
		callerE164: '+442079460018',
		startedAt: '2020-07-21T16:13:30.000Z',
		startedAtLocal: '2020-07-21 12:13',
	});
});

describe('newer accounts', () => {
	const newer = {
		ivruniqueid: '7',
		type: 'Incoming Call',
		status: 'NOANSWER',
		time: 1595333610,
		isAnswer: 1,
		extenUser: 'SIPSIP3',
		callerPhone: '972501234567',
		aiData: { insights: { summary: 'Wants a refund' }, emotions: ['angry'] },
	};

	it('say themselves whether the call was answered, by which extension, and what the AI heard', () => {
		expect(read(newer)).toMatchObject({
			isAnswered: true,
			isMissed: false,
			extension: { sip: 'SIPSIP3' },
			callerNumber: '972501234567',
			callerE164: '+972501234567',
			ai: { insights: { summary: 'Wants a refund' }, emotions: ['angry'] },
		});
	});

	it.each([['0'], ['false'], [false], [0]])('say that it was not: %j', (isAnswer) => {
		expect(read({ ...newer, isAnswer, status: 'ANSWER' }).isAnswered).toBe(false);
	});
});

describe('a record that is not taken', () => {
	it.each([
		['it names no call', '{"caller":"0501234567"}', 'ivruniqueid'],
		['its call has no id', '{"ivruniqueid":""}', 'ivruniqueid'],
		['it is an empty list', '[]', 'empty list'],
		['it is empty', '', 'empty'],
		['nobody can make sense of it', '{,,,,', 'JSON'],
	])('because %s', (_why, text, message) => {
		const reading = () => readCdr({ bytes: Buffer.from(text), contentType: 'application/json' }, ISRAEL);
		expect(reading).toThrow(WireError);
		expect(reading).toThrow(message);
	});
});
