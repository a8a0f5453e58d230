import { useSimulator } from '../../useSimulator';
import { ALWAYS, callLogOf } from './callLogSupport';
import { any } from './support';

const simulator = useSimulator();

const log = callLogOf(() => simulator);

/** The document's two sample records. */
const OUTGOING = {
	CallerNumber: '0722776772',
	TargetNumber: '972501234567',
	Date: '2021-10-10T09:04:58Z',
	Duration: 2,
	CallID: '202110101204550233243ghff3189e5c',
	Type: 'Extension Outgoing',
	DialStatus: 'ANSWER',
	CallerExtension: 'SIPSIP1',
	RecordURL: 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/20211010439.mp3',
	RingTime: 10,
	RepresentativeName: 'rep 1',
	RepresentativeCode: '87654321',
	TargetPrefixName: 'Israel',
};
const INCOMING = {
	CallerNumber: '0501234567',
	TargetNumber: 'SIPSIP2',
	Date: '2021-10-02T12:55:18Z',
	Duration: 0,
	CallID: '202110021555160180fd3jhj455',
	CustomData: { OriginalIvrUniqueID: '20211002156fdf534hfgh453df34' },
	Type: 'Incoming Call',
	DialStatus: 'CHANUNAVAIL',
	TargetExtension: 'SIPSIP2',
	DID: '0722776772',
	RingTime: 2,
	DTMFData: [{ LayerName: 'rep 1', DTMF: 0, LayerNumber: '1' }],
};

describe('an answer', () => {
	it("has the document's envelope and every field of the reference", async () => {
		simulator.control.addCallLogRecords([OUTGOING, INCOMING]);
		const answer = await log.search();

		expect(answer).toEqual({
			ERROR_NUMBER: 0,
			ERROR_DESCRIPTION: 'OK',
			STATUS_CODE: 200,
			TOTAL_HITS: 2,
			RETURN_HITS: 2,
			CDR_LIST: [any(Object), any(Object)],
		});
		expect(answer.CDR_LIST[0]).toEqual({
			...OUTGOING,
			DateEpoch: 1633856698,
			CdrType: 4,
			TargetExtension: '',
			DID: '',
			QueueName: '',
			RecordExpect: true,
			Price: 0,
			UserName: 'John Doe',
			UserId: 12345601,
			DepartmentName: 'Voicenter Account',
			DepartmentId: 12345678,
			DTMFData: [],
			CustomData: {},
		});
		expect(answer.CDR_LIST[1]).toMatchObject({ ...INCOMING, CdrType: 1, RecordURL: '', RecordExpect: false });
	});

	it('has only the fields asked for, however their case, and no unknown one', async () => {
		simulator.control.addCallLogRecords([INCOMING]);
		const { CDR_LIST } = await log.search({}, { fields: ['CallID', 'Targetextension', 'Mood'] });
		expect(CDR_LIST).toEqual([{ CallID: INCOMING.CallID, TargetExtension: 'SIPSIP2' }]);
	});

	it('is empty where there is nothing', async () => {
		expect(await log.search()).toMatchObject({
			ERROR_NUMBER: 0,
			TOTAL_HITS: 0,
			RETURN_HITS: 0,
			CDR_LIST: [],
		});
	});

	it('is no JSON, as the samples are printed, when told so', async () => {
		simulator.control.addCallLogRecords([OUTGOING, INCOMING]);
		simulator.control.setCallLogRules({ json: 'asInTheSamples' });
		const answer = await log.post({ code: simulator.account.code, search: ALWAYS });

		expect(() => answer.json()).toThrow(SyntaxError);
		expect(answer.text).toContain('"DTMFData":[]\n"CustomData":{}\n"Date"');
	});

	it('leaves out what the sample leaves out though it was asked for, when told so', async () => {
		simulator.control.addCallLogRecords([INCOMING]);
		simulator.control.setCallLogRules({ records: 'asInTheSample' });
		const { CDR_LIST } = await log.search(
			{},
			{ fields: ['CallID', 'DateEpoch', 'QueueName', 'Price', 'DID'] },
		);
		expect(CDR_LIST).toEqual([{ CallID: INCOMING.CallID, DID: '0722776772' }]);
	});

	it('is written as in the table of fields, when told so', async () => {
		simulator.control.addCallLogRecords([{ ...INCOMING, Type: 'Click2Call leg1' }]);
		simulator.control.setCallLogRules({ records: 'asInTheTable' });
		const fields = ['Date', 'Type', 'TargetExtension', 'DTMFData'];
		expect((await log.search({}, { fields })).CDR_LIST).toEqual([
			{
				Date: '2021-10-02 12:55:18',
				Type: 'Click2Callleg1',
				Targetextension: 'SIPSIP2',
				DTMFData: '[{LayerName: "rep 1", DTMF: 0, LayerNumber: "1"}]',
			},
		]);
	});
});

describe('a search', () => {
	const CALLS = [
		{ ...OUTGOING, campaignId: 7 },
		{ ...INCOMING, queueId: 123456789 },
		{ Date: '2021-10-03T00:00:00Z', CallID: 'third', Type: 'Queue', CallerNumber: '97231234567' },
	];
	beforeEach(() => {
		simulator.control.addCallLogRecords(CALLS);
	});
	const [outgoing, incoming, third] = CALLS.map(({ CallID }) => CallID);

	it.each([
		[
			'both ends included',
			{ fromdate: '2021-10-02T12:55:18', todate: '2021-10-03T00:00:00' },
			[incoming, third],
		],
		['to the second', { fromdate: '2021-10-02T12:55:19', todate: '2021-10-02T23:59:59' }, []],
		['in GMT, unless it says otherwise', { fromdate: '2021-10-02T15:55:19+03:00' }, [outgoing, third]],
		['a date alone', { fromdate: '2021-10-03', todate: '2021-10-03' }, [third]],
		['a phone of the caller, national', { phones: ['031234567'] }, [third]],
		['phones of either side, in any form', { phones: ['0501234567'] }, [outgoing, incoming]],
		['extensions of either side', { extensions: ['SIPSIP1', 'SIPSIP2'] }, [outgoing, incoming]],
		['types by number', { cdrTypes: [4, 8] }, [outgoing, third]],
		['a call', { CallID: incoming }, [incoming]],
		['queues', { queueID: [123456789] }, [incoming]],
		['campaigns', { campaignID: [7] }, [outgoing]],
		['all of it at once', { cdrTypes: [1, 4], phones: ['0501234567'], extensions: ['SIPSIP2'] }, [incoming]],
	])('filters by %s', async (_, search, callIds) => {
		expect((await log.list('CallID', search)).sort()).toEqual([...callIds].sort());
	});

	it('is by account: whose code it is, and IdentityCriteria', async () => {
		const [top, sales] = simulator.account.departments.map(({ code }) => code);
		const asked = async (code: string | undefined, IdentityCriteria?: string) =>
			(await log.list('CallID', { IdentityCriteria }, { code })).sort();
		const everything = [outgoing, incoming, third].sort();

		for (const criteria of [undefined, 'Account', 'Hierarchical']) {
			expect(await asked(top, criteria)).toEqual(everything);
			expect(await asked(sales, criteria)).toEqual([incoming]);
		}
		expect(await asked(top, 'Department')).toEqual([outgoing, third].sort());
		expect(await asked(simulator.account.extensions[1]?.user.code, 'User')).toEqual([incoming]);
		expect(await asked(top, 'User')).toEqual([]);
	});

	it('takes a bearer token in the place of the code', async () => {
		const ask = (token: string) =>
			fetch(`${simulator.url}/hub/cdr`, {
				method: 'POST',
				headers: { authorization: `Bearer ${token}` },
				body: JSON.stringify({ search: ALWAYS }),
			});
		expect(await (await ask(simulator.account.bearerToken)).json()).toMatchObject({ TOTAL_HITS: 3 });
		expect((await ask('wrong')).status).toBe(403);
	});

	it("takes a GET as in the document's sample, arrays as repeated keys", async () => {
		const answer = await log.get(
			`code=${simulator.account.code}&fromdate=2021-10-01T08:00:00&todate=2021-11-01T23:59:40` +
				'&phones=972501234567&phones=031234567&fields=CallID&Fields=DID&field=date&order=desc&cdrTypes=1&cdrTypes=8',
		);
		expect(answer.json()).toMatchObject({
			TOTAL_HITS: 2,
			CDR_LIST: [
				{ CallID: 'third', DID: '' },
				{ CallID: incoming, DID: '0722776772' },
			],
		});
	});
});

describe('sorting', () => {
	it('is by any field, either way, and by several', async () => {
		simulator.control.addCallLogRecords([
			{ Date: '2021-10-02T00:00:00Z', CallID: 'b', Duration: 5 },
			{ Date: '2021-10-01T00:00:00Z', CallID: 'a', Duration: 5 },
			{ Date: '2021-10-02T00:00:00Z', CallID: 'c', Duration: 30 },
		]);
		const sorted = (...sort: [field: string, order?: string][]) =>
			log.list('CallID', {}, { sort: sort.map(([field, order]) => ({ field, order })) });

		expect(await sorted(['date', 'asc'])).toEqual(['a', 'b', 'c']);
		expect(await sorted(['Date', 'desc'], ['Duration', 'desc'])).toEqual(['c', 'b', 'a']);
		expect(await sorted(['Duration', 'asc'], ['CallID', 'desc'])).toEqual(['b', 'a', 'c']);
		expect(await sorted(['DateEpoch'])).toEqual(['a', 'b', 'c']);
	});

	it("without it, records come in the server's own order: as they were added", async () => {
		simulator.control.addCallLogRecords([
			{ Date: '2021-10-02', CallID: 'later' },
			{ Date: '2021-10-01', CallID: 'earlier' },
		]);
		expect(await log.list('CallID')).toEqual(['later', 'earlier']);
	});
});

describe('refusals', () => {
	const refusal = (number: number, text: string, status: number) => ({
		ERROR_NUMBER: number,
		ERROR_DESCRIPTION: text,
		STATUS_CODE: status,
		TOTAL_HITS: 0,
		RETURN_HITS: 0,
		CDR_LIST: [],
	});

	it.each([[{}], [{ code: 'XXXXXXXX' }], [{ Code: 'VCsimTopAccount2468' }], ['no JSON']])(
		'%j is not authorised',
		async (body) => {
			const answer = await log.post(body);
			expect([answer.status, answer.json()]).toEqual([403, refusal(2, 'Authorization failed', 403)]);
		},
	);

	it('an address that is not on the allow-list', async () => {
		simulator.control.setAllowlist('nobody');
		const answer = await log.post({});
		expect(answer.status).toBe(403);
		expect(answer.json()).toEqual(refusal(4, 'IP address 127.0.0.1 is not trusted', 403));
	});

	it.each([
		['no search', undefined],
		['no dates', {}],
		['no todate', { fromdate: '2021-10-02T08:09:40' }],
		['the wrong way round', { fromdate: '2021-10-02T08:09:41', todate: '2021-10-02T08:09:40' }],
		['no ISO 8601', { fromdate: '02/10/2021', todate: '2021-10-02T08:09:40' }],
		['numbers', { fromdate: 1633161280, todate: 1633161290 }],
	])('a time that is out of range: %s', async (_, search) => {
		const answer = await log.post({ code: simulator.account.code, search });
		expect([answer.status, answer.json()]).toEqual([404, refusal(5, 'Out of range', 404)]);
	});

	it.each([
		[{ phones: '0501234567' }],
		[{ cdrTypes: ['Queue'] }],
		[{ IdentityCriteria: 'Everybody' }],
		[{ extensions: [{}] }],
	])('a filter that it cannot read: %j', async (search) => {
		const answer = await log.post({ code: simulator.account.code, search: { ...ALWAYS, ...search } });
		expect(answer.status).toBe(400);
	});
});
