import type { CallRecord } from '../../../nodes/platform/vocabulary/callRecord';
import { numberKey } from '../../../nodes/platform/vocabulary/phones';
import { type CallFilter, namedBy, namesIn, passes, whyNot } from '../../../nodes/support/callFilter';
import type { OutcomeName } from '../../../nodes/platform/vocabulary/outcome';

/** An abandoned call: 42 seconds in the sales queue. */
const ABANDONED: CallRecord = {
	callId: '7',
	type: 'Queue',
	typeId: 8,
	isAnswered: false,
	isAbandoned: true,
	isMissed: true,
	isVoicemail: false,
	did: '0722776772',
	durationSeconds: 0,
	waitSeconds: 42,
	queue: { id: '123456789', name: 'Sales Queue' },
};
const ANSWERED: CallRecord = {
	...ABANDONED,
	isAnswered: true,
	isAbandoned: false,
	isMissed: false,
	durationSeconds: 33,
	waitSeconds: 5,
	extension: { sip: 'SIPSIP1', name: 'Walter Melon' },
};
const BARE: CallRecord = {
	callId: '8',
	isAnswered: false,
	isAbandoned: false,
	isMissed: false,
	isVoicemail: false,
};

const lets = (call: CallRecord, filter: CallFilter) => passes(call, filter, numberKey);

it.each([
	['Spring Offer', true],
	['13571, 4', true],
	['VCCAMP', true],
	['Autumn', false],
])('campaigns %s: %s', (campaigns, passesFilter) => {
	const call = { ...ANSWERED, campaign: { id: '13571', name: 'Spring Offer', code: 'VCcamp' } };
	expect(lets(call, { campaigns })).toBe(passesFilter);
	expect(lets(ANSWERED, { campaigns })).toBe(false);
});

it('a number whose star was typed on its other side is the same', () => {
	expect(lets({ ...ANSWERED, did: '*2700' }, { dids: '2700*' })).toBe(true);
});

it('without a filter every call passes', () => {
	for (const call of [ABANDONED, ANSWERED, BARE]) {
		expect(lets(call, {})).toBe(true);
		expect(lets(call, { outcomes: [], callTypes: [], queues: '', extensions: ' ', dids: ',' })).toBe(true);
	}
});

it.each<[OutcomeName[], boolean, boolean]>([
	[['abandoned'], true, false],
	[['missed'], true, false],
	[['answered'], false, true],
	[['voicemail'], false, false],
	[['abandoned', 'answered'], true, true],
])('outcomes %j: the abandoned call passes: %s; the answered one: %s', (outcomes, abandoned, answered) => {
	expect(lets(ABANDONED, { outcomes })).toBe(abandoned);
	expect(lets(ANSWERED, { outcomes })).toBe(answered);
	expect(lets(BARE, { outcomes })).toBe(false);
});

it('a call to voicemail passes as voicemail', () => {
	expect(lets({ ...BARE, isVoicemail: true }, { outcomes: ['voicemail'] })).toBe(true);
});

it.each<[CallFilter, boolean]>([
	[{ callTypes: [8] }, true],
	[{ callTypes: [1, 8] }, true],
	[{ callTypes: [1] }, false],
	[{ queues: 'Sales Queue' }, true],
	[{ queues: 'sales queue' }, true],
	[{ queues: '123456789' }, true],
	[{ queues: 'Service Queue, Sales Queue' }, true],
	[{ queues: 'Sales' }, false],
	[{ queues: '12345678' }, false],
	[{ extensions: 'SIPSIP1' }, true],
	[{ extensions: 'sipsip2, walter melon' }, true],
	[{ extensions: 'SIPSIP2' }, false],
	[{ extensions: 'Walter' }, false],
	[{ dids: '072-277-6772' }, true],
	[{ dids: '031234567,+972 72-277-6772' }, true],
	[{ dids: '031234567' }, false],
	[{ dids: 'main' }, false],
	[{ minDuration: 33 }, true],
	[{ minDuration: 34 }, false],
	[{ minWait: 5 }, true],
	[{ minWait: 6 }, false],
])('%j lets the answered call through: %s', (filter, expected) => {
	expect(lets(ANSWERED, filter)).toBe(expected);
});

it.each<CallFilter>([
	{ callTypes: [8] },
	{ queues: 'Sales Queue' },
	{ extensions: 'SIPSIP1' },
	{ dids: '0722776772' },
	{ minDuration: 1 },
	{ minWait: 1 },
])('%j drops a call of which nothing is known', (filter) => {
	expect(lets(BARE, filter)).toBe(false);
});

it('every part must let a call through', () => {
	const filter: CallFilter = { outcomes: ['answered'], queues: 'Sales Queue', minDuration: 30 };
	expect(lets(ANSWERED, filter)).toBe(true);
	expect(lets(ANSWERED, { ...filter, minDuration: 60 })).toBe(false);
	expect(lets(ANSWERED, { ...filter, queues: 'Service Queue' })).toBe(false);
	expect(lets(ABANDONED, filter)).toBe(false);
});

// An expression in a text field may give a number: ={{ 123456789 }}.
it('a number in place of a text counts as its text', () => {
	const queues = 123456789 as unknown as string;
	expect(lets(ANSWERED, { queues })).toBe(true);
	expect(lets(BARE, { queues })).toBe(false);
});

it('what is no phone number must be the same text', () => {
	const call = { ...ANSWERED, did: 'main ' };
	expect([lets(call, { dids: 'main' }), lets(call, { dids: 'other' })]).toEqual([true, false]);
});

describe('what was picked from a list', () => {
	const call: CallRecord = {
		...ANSWERED,
		agent: { id: '9', name: 'Dana' },
		campaign: { id: '9', name: 'Spring Offer' },
	};

	it.each<[CallFilter, boolean]>([
		// An agent's ID may be another among the live calls, from which it was picked.
		[{ agents: ['Dana (ID 5)'] }, true],
		[{ agents: ['Noa (ID 9)'] }, true],
		[{ agents: ['Noa (ID 5)'] }, false],
		[{ queues: ['Sales Queue (ID 5)'] }, false],
		[{ extensions: ['Walter Melon (ID SIPSIP5)'] }, false],
		[{ campaigns: ['Spring Offer (ID 5)'] }, false],
	])('%j: %s', (filter, expected) => {
		expect(lets(call, filter)).toBe(expected);
		expect(lets(BARE, filter)).toBe(false);
	});

	it('is looked for by what a call carries', () => {
		expect(namedBy(call)).toEqual({
			queues: call.queue,
			extensions: { id: 'SIPSIP1', sip: 'SIPSIP1', name: 'Walter Melon' },
			agents: call.agent,
			campaigns: { id: ['9', undefined], name: 'Spring Offer' },
		});
		expect(Object.values(namedBy(BARE))).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('is looked for in the account, each on its list', () => {
		const filter = { queues: 'A', extensions: 'B', agents: 'C', dids: 'D', campaigns: 'E' };
		const looked = namesIn(filter).map(({ lists, label, value }) => [lists, label, value]);
		expect(looked).toEqual([
			[['queues'], 'Queues', 'A'],
			[['extensions'], 'Extensions', 'B'],
			[['agents'], 'Agents', 'C'],
			[['campaigns'], 'Campaigns', 'E'],
			[['dids'], 'Called Numbers (DID)', 'D'],
		]);
	});
});

it.each<[CallFilter, Partial<CallRecord>, string[]]>([
	[{}, {}, []],
	[{ outcomes: ['abandoned'], queues: 'Sales Queue', minWait: 42 }, {}, []],
	[{ outcomes: ['answered'] }, {}, ['the call was abandoned, and the trigger is for: answered']],
	[
		{ outcomes: ['abandoned', 'missed'] },
		{ isAbandoned: false, isMissed: false, isAnswered: true },
		['the call was answered, and the trigger is for: abandoned, missed'],
	],
	[
		{ outcomes: ['answered'] },
		{ isAbandoned: false, isVoicemail: true },
		['the call ended in voicemail, and the trigger is for: answered'],
	],
	[
		{ outcomes: ['answered'] },
		{ isAbandoned: false },
		['the call was missed, and the trigger is for: answered'],
	],
	[
		{ outcomes: ['answered'] },
		{ isAbandoned: false, isMissed: false, status: 'BUSY' },
		['the call ended with BUSY, and the trigger is for: answered'],
	],
	[
		{ outcomes: ['answered'] },
		{ isAbandoned: false, isMissed: false },
		['the call ended with no status, and the trigger is for: answered'],
	],
	[{ callTypes: [1] }, {}, ['the type is “Queue”']],
	[{ callTypes: [1] }, { type: undefined, typeId: undefined } as object, ['the call has no type']],
	[
		{ queues: 'Service', extensions: 'SIPSIP1', dids: '031234567', minDuration: 5, minWait: 60 },
		{},
		[
			'the queue is “Sales Queue (ID 123456789)”, and the filter has “Service”',
			'the extension is not known, and the filter has “SIPSIP1”',
			'the called number is “0722776772”, and the filter has “031234567”',
			'it was talked for 0 s, less than 5',
			'it waited for 42 s, less than 60',
		],
	],
])('%j does not let %j through, because %j', (filter, more, reasons) => {
	expect(whyNot({ ...ABANDONED, ...more }, filter, numberKey)).toEqual(reasons);
});
