/** Calls through a queue, as live servers were recorded to tell them (voicenter-api.md §15). */
import {
	call,
	extensionList,
	inQueue,
	ofCall,
	onPhone,
	queueList,
	type Sip,
	TAKEN,
	talking,
	tell,
	userList,
	utc,
} from './liveWire';

const AGENT: Sip = 'SIPDN001';

/** The queue's ANSWER, then the agent's phone, which shows that somebody talks and never says ANSWER. */
function takenOut(agentShowsAt = 62) {
	const taken = call('1', 60, TAKEN);
	return tell(
		inQueue('JOIN', 0, '1'),
		inQueue('ANSWER', 60, '1'),
		onPhone('NEWCALL', agentShowsAt, AGENT, taken),
		onPhone('HANGUP', 360, AGENT, taken),
	);
}

describe('a call that an agent takes out of the queue', () => {
	it('is answered once, from when the queue let the caller go', () => {
		const { names, answers } = ofCall(takenOut(), '1');
		expect(names).toEqual(['queueJoin', 'queueExit', 'newCall', 'answered', 'hangUp', 'callFinished']);
		expect(answers).toMatchObject([
			{
				isAnswered: true,
				answeredAt: utc(60),
				waitSeconds: 60,
				extension: { sip: AGENT },
				agent: { id: '501' },
			},
		]);
	});

	it('its hang-up and its finished call say so, with the talk as talk and not as ringing', () => {
		const { hangUps, finished } = ofCall(takenOut(), '1');
		const talk = {
			isAnswered: true,
			answeredAt: utc(60),
			endedAt: utc(360),
			durationSeconds: 300,
			ringSeconds: 0,
		};
		expect(hangUps).toMatchObject([talk]);
		expect(finished).toMatchObject([
			{ ...talk, isMissed: false, isAbandoned: false, agent: { name: 'Dana Levi' } },
		]);
	});

	it('keeps the number that it joined the queue with, whatever the agent’s phone shows', () => {
		expect(ofCall(takenOut(), '1').numbers).toEqual(['0501234567']);
	});

	it('is one call also when the phone shows it ten seconds later', () => {
		expect(ofCall(takenOut(70), '1').finished).toMatchObject([{ durationSeconds: 300 }]);
	});

	it('is answered once, if the phone says ANSWER all the same', () => {
		const taken = call('1', 60, TAKEN);
		const told = tell(
			inQueue('JOIN', 0, '1'),
			onPhone('NEWCALL', 60, AGENT, taken),
			inQueue('ANSWER', 60, '1'),
			onPhone('ANSWER', 61, AGENT, { ...taken, ...talking(61) }),
			onPhone('HOLD', 90, AGENT, { ...taken, ...talking(61), callstatus: 'Hold' }),
			onPhone('HANGUP', 360, AGENT, { ...taken, ...talking(61) }),
		);
		expect(ofCall(told, '1').answers).toHaveLength(1);
	});

	it('is answered before its end is told, if the hang-up is the first that is heard of the phone', () => {
		const told = tell(
			inQueue('JOIN', 0, '1'),
			inQueue('ANSWER', 60, '1'),
			onPhone('HANGUP', 75, AGENT, call('1', 60, TAKEN)),
		);
		expect(ofCall(told, '1').names).toEqual(['queueJoin', 'queueExit', 'answered', 'hangUp', 'callFinished']);
		expect(ofCall(told, '1').answers).toMatchObject([
			{ at: utc(60), answeredAt: utc(60), callStatus: 'Talking' },
		]);
		expect(ofCall(told, '1').finished).toMatchObject([{ durationSeconds: 15 }]);
	});

	it('by a phone that is not seen: answered, by whom the queue says, for nobody knows how long', () => {
		const told = tell(inQueue('JOIN', 0, '1'), inQueue('EXIT', 60, '1', { agent: 'Dana Levi' }));
		const { names, answers, finished } = ofCall(told, '1');
		expect(names).toEqual(['queueJoin', 'queueExit', 'answered', 'callFinished']);
		const talk = { isAnswered: true, answeredAt: utc(60), waitSeconds: 60, agent: { name: 'Dana Levi' } };
		expect(answers).toMatchObject([{ at: utc(60), callerNumber: '0501234567', ...talk }]);
		expect(finished).toMatchObject([{ ...talk, isMissed: false, isAbandoned: false }]);
		for (const unknown of ['endedAt', 'durationSeconds', 'cause'])
			expect(finished[0]).not.toHaveProperty(unknown);
	});
});

it('a call that began before anything was heard: its answer is no news, and when it began is not its end', () => {
	const talk = call('1', 60, { ...talking(65), callStarted: 0 });
	const { names, finished } = ofCall(tell(onPhone('HANGUP', 360, AGENT, talk)), '1');
	expect(names).toEqual(['hangUp', 'callFinished']);
	expect(finished).toMatchObject([{ isAnswered: true, durationSeconds: 295, startedAt: utc(65) }]);
});

describe('a call that rings an agent again and again', () => {
	const rings = [10, 35, 60].flatMap((second) => [
		onPhone('NEWCALL', second, AGENT, call('1', second)),
		onPhone('HANGUP', second + 15, AGENT, call('1', second)),
	]);
	const answered = call('1', 85, talking(93));
	const told = tell(
		inQueue('JOIN', 0, '1'),
		...rings,
		onPhone('NEWCALL', 85, AGENT, call('1', 85)),
		inQueue('EXIT', 93, '1', { agent: 'Dana Levi' }),
		onPhone('ANSWER', 93, AGENT, answered),
		onPhone('HANGUP', 193, AGENT, answered, {
			telephonyservertime: (answered['callAnswered'] as number) + 92,
		}),
	);

	it('is answered once and finished once', () => {
		expect(ofCall(told, '1').answers).toMatchObject([
			{ answeredAt: utc(93), waitSeconds: 93, ringSeconds: 8 },
		]);
		expect(ofCall(told, '1').finished).toMatchObject([{ isAnswered: true, ringSeconds: 8 }]);
	});

	it('each of the rings that nobody took ends without an answer', () => {
		const { hangUps } = ofCall(told, '1');
		expect(hangUps.map(({ isAnswered, durationSeconds }) => [isAnswered, durationSeconds])).toEqual([
			...Array.from({ length: 3 }, () => [false, 0]),
			[true, 92],
		]);
	});

	it('ends when the telephone server says, not when the event came', () => {
		expect(ofCall(told, '1').hangUps.at(-1)).toMatchObject({ at: utc(193), endedAt: utc(185) });
	});

	it('the queue says who took it, by name; the account knows the agent', () => {
		expect(ofCall(told, '1').exits).toMatchObject([
			{ isAnswered: true, agent: { id: '501', name: 'Dana Levi' } },
		]);
	});
});

it('a phone that shows Talking for a moment while the queue still holds the caller was not put through', () => {
	const glimpse = call('1', 10, { callstatus: 'Talking' });
	const answered = call('1', 40, talking(45));
	const told = tell(
		inQueue('JOIN', 0, '1'),
		onPhone('NEWCALL', 10, AGENT, call('1', 10)),
		onPhone('UNHOLD', 24, AGENT, glimpse),
		onPhone('HANGUP', 25, AGENT, glimpse),
		onPhone('NEWCALL', 40, AGENT, call('1', 40)),
		inQueue('EXIT', 45, '1', { agent: 'Dana Levi' }),
		onPhone('ANSWER', 46, AGENT, answered),
		onPhone('HANGUP', 145, AGENT, answered),
	);
	const { answers, hangUps, finished } = ofCall(told, '1');
	expect(answers).toMatchObject([{ answeredAt: utc(45) }]);
	expect(hangUps).toMatchObject([{ isAnswered: false, durationSeconds: 0 }, { isAnswered: true }]);
	expect(finished).toMatchObject([{ durationSeconds: 100 }]);
});

it('a caller who gives up after phones rang has not been answered', () => {
	const told = tell(
		inQueue('JOIN', 0, '1'),
		onPhone('NEWCALL', 10, AGENT, call('1', 10)),
		onPhone('HANGUP', 25, AGENT, call('1', 10)),
		inQueue('ABANDONED', 40, '1'),
	);
	const { answers, finished } = ofCall(told, '1');
	expect(answers).toEqual([]);
	expect(finished).toMatchObject([
		{ isAnswered: false, isAbandoned: true, isMissed: true, durationSeconds: 0 },
	]);
});

describe('an end that is lost without a gap in the connection', () => {
	const answered = call('1', 10, talking(15));
	const untilTalk = [
		inQueue('JOIN', 0, '1'),
		onPhone('NEWCALL', 10, AGENT, call('1', 10)),
		onPhone('ANSWER', 15, AGENT, answered),
	];

	it('the next lists tell it, marked as recovered, and the call is finished', () => {
		const told = tell(...untilTalk, extensionList(600), queueList(600));
		const { names, hangUps, exits, finished } = ofCall(told, '1');
		expect(names.slice(3)).toEqual(['hangUp', 'queueExit', 'callFinished']);
		expect(hangUps).toMatchObject([{ recovered: true, isAnswered: true, answeredAt: utc(15) }]);
		expect(exits).toMatchObject([{ recovered: true }]);
		expect(finished).toMatchObject([{ recovered: true, isAnswered: true, isMissed: false }]);
		expect(finished[0]).not.toHaveProperty('durationSeconds');
	});

	it('a list that still shows the call ends nothing', () => {
		const told = tell(...untilTalk, extensionList(600, { SIPDN001: [answered] }), queueList(600));
		expect(ofCall(told, '1').finished).toEqual([]);
	});

	it('nor does a list of the same moment, which may be older than what was just told', () => {
		expect(ofCall(tell(...untilTalk, extensionList(16)), '1').hangUps).toEqual([]);
	});

	it('nor an empty one', () => {
		const empty = { ...extensionList(600), payload: { extensions: [], servertime: 0 } };
		expect(ofCall(tell(...untilTalk, empty), '1').hangUps).toEqual([]);
	});

	it('a caller whose exit from the queue was lost is gone, and how is not known', () => {
		const told = tell(inQueue('JOIN', 0, '1'), queueList(300));
		const [finished] = ofCall(told, '1').finished;
		expect(finished).toMatchObject({ recovered: true });
		for (const unknown of ['isAnswered', 'isMissed', 'isAbandoned'])
			expect(finished).not.toHaveProperty(unknown);
	});
});

describe('what AnsweredAgent’s name says of who it is', () => {
	const exit = (...before: Parameters<typeof tell>) =>
		tell(...before, inQueue('EXIT', 9, '1', { agent: 'Dana Levi' })).find(
			({ event }) => event === 'queueExit',
		);

	it.each([
		['the list of extensions', extensionList(0)],
		['the list of users', userList(0, { userID: 501, userName: 'dana levi' })],
		['an event of that agent’s phone', onPhone('NEWCALL', 0, AGENT, call('2', 0))],
	])('it is matched with %s', (_from, message) => {
		expect(exit(message)?.agent).toEqual({ id: '501', name: 'Dana Levi' });
	});

	it('two agents of that name: not known which', () => {
		const users = [501, 777].map((userID) => ({ userID, userName: 'Dana Levi' }));
		expect(exit(userList(0, ...users))?.agent).toEqual({ name: 'Dana Levi' });
	});
});
