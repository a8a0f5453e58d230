import { useSimulator } from '../../useSimulator';
import { joining, type Notes, opened, takeNotes } from './listener';

const simulator = useSimulator({ realTime: ['2.5.1', '4', '1.4.8'] });

const urlOf = (index: number) => simulator.control.realTimeServers()[index]?.url ?? '';
const idOf = (index: number) => simulator.control.realTimeServers()[index]?.id ?? '';

/** Says something to whoever is connected, and waits until it is heard. */
async function expectHeard(notes: Notes, word: string): Promise<void> {
	simulator.control.emitRealTime('Word', { word });
	await notes.event(({ name, payload }) => name === 'Word' && (payload as { word: string }).word === word);
}

describe('when a server dies', () => {
	test('the next one of the list is used at once, and the gap is told', async () => {
		const { control } = simulator;
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		await expectHeard(notes, 'before');
		const lastHeard = notes.events.at(-1)?.receivedAt;
		await control.killRealTimeServer(idOf(0));
		const lost = await notes.change('lost');
		const recovered = await notes.change('recovered');
		expect(lost).toMatchObject({ server: urlOf(0), lastHeardAt: lastHeard, reason: 'the connection broke' });
		expect(recovered).toMatchObject({ server: urlOf(1), lostAt: lastHeard });
		expect(recovered.at.getTime()).toBeGreaterThanOrEqual(lost.at.getTime());
		await expectHeard(notes, 'after');
		expect(notes.changes.map(({ state }) => state)).toEqual(['connected', 'lost', 'recovered']);
		await session.close();
	});

	test('events flow again, however often that happens', async () => {
		const { control } = simulator;
		const notes = takeNotes();
		const session = await opened(joining(simulator, { stableMs: 0 }), notes);
		for (let round = 0; round < 9; round++) {
			const from = notes.changes.length;
			const [connection] = control.realTimeConnections().connections;
			const id = connection?.serverId ?? '';
			await control.killRealTimeServer(id);
			await notes.change('recovered', from);
			await expectHeard(notes, `round ${round}`);
			await control.reviveRealTimeServer(id);
		}
		await session.close();
	});

	test('another is found at once, though the login is just being renewed and hangs', async () => {
		const { control } = simulator;
		// The last fifth of a token's life is for renewing it.
		control.setRealTimeRules({ tokenSeconds: 6, refresh: 'noAnswer', login: 'answer' });
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		control.setRealTimeRules({ login: 'noAnswer' });
		while (control.requests('/monitorAPI/RefreshIdentityToken').length === 0) {
			await new Promise((later) => setTimeout(later, 10));
		}
		await control.killRealTimeServer(idOf(0));
		await notes.change('recovered');
		// The renewal has not been given up and tried again in between.
		expect(control.requests('/monitorAPI/RefreshIdentityToken')).toHaveLength(1);
		await session.close();
	});

	test('others that are dead too are passed over', async () => {
		const { control } = simulator;
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		await control.killRealTimeServer(idOf(1));
		await control.killRealTimeServer(idOf(0));
		expect(await notes.change('recovered')).toMatchObject({ server: urlOf(2) });
		await session.close();
	});

	test('it waits while all are dead, and comes back with the first that does', async () => {
		const { control } = simulator;
		const notes = takeNotes();
		const session = await opened(joining(simulator), notes);
		for (const { id } of control.realTimeServers()) await control.killRealTimeServer(id);
		const { reason } = await notes.change('waiting');
		expect(reason).toMatch(/^127\.0\.0\.1:\d+: it refused the connection$/);
		await control.reviveRealTimeServer(idOf(2));
		expect(await notes.change('recovered')).toMatchObject({ server: urlOf(2) });
		await session.close();
	});

	test('a new list of servers is got from the login', async () => {
		const { control } = simulator;
		const notes = takeNotes();
		for (const index of [1, 2]) control.setRealTimeDoor(idOf(index), { listed: false });
		const session = await opened(joining(simulator), notes);
		control.setRealTimeDoor(idOf(0), { listed: false });
		control.setRealTimeDoor(idOf(2), { listed: true });
		await control.killRealTimeServer(idOf(0));
		expect(await notes.change('recovered')).toMatchObject({ server: urlOf(2) });
		await session.close();
	});
});

describe('a server in trouble', () => {
	test.each([0, 1, 2])('that freezes is noticed (server %i)', async (index) => {
		const { control } = simulator;
		for (const other of [0, 1, 2]) control.setRealTimeDoor(idOf(other), { listed: other === index });
		const keepaliveMs = 3_000;
		const notes = takeNotes();
		const session = await opened(joining(simulator, { keepaliveMs, answerMs: 500 }), notes);
		await expectHeard(notes, 'before');
		for (const other of [0, 1, 2]) control.setRealTimeDoor(idOf(other), { listed: other !== index });
		control.freezeRealTimeServer(idOf(index));
		const lost = await notes.change('lost');
		expect(lost.reason).toBe('the server fell silent');
		await notes.change('recovered');
		await expectHeard(notes, 'after');
		await session.close();
	});

	test('that does not answer the keepalive is left', async () => {
		const { control } = simulator;
		control.setRealTimeRules({ keepalive: 'silent' });
		const notes = takeNotes();
		const session = await opened(joining(simulator, { keepaliveMs: 100, answerMs: 100 }), notes);
		expect(await notes.change('lost')).toMatchObject({ reason: 'the server fell silent' });
		expect(await notes.change('recovered')).toMatchObject({ server: urlOf(1) });
		await session.close();
	});

	test('that answers is not left, and its answers are nobody’s events', async () => {
		const notes = takeNotes();
		const session = await opened(joining(simulator, { keepaliveMs: 30, answerMs: 3_000 }), notes);
		await new Promise((later) => setTimeout(later, 300));
		expect(notes.changes.map(({ state }) => state)).toEqual(['connected']);
		expect(notes.events.map(({ name }) => name)).not.toContain('keepaliveResponse');
		expect(simulator.control.realTimeDeliveries().map(({ name }) => name)).toContain('keepaliveResponse');
		await session.close();
	});

	test.each([
		['refuses', { refuseStatus: 503 }],
		['answers too late', { handshakeDelayMs: 5_000 }],
	])('that %s is passed over', async (_what, door) => {
		simulator.control.setRealTimeDoor(idOf(0), door);
		const notes = takeNotes();
		const session = await opened(joining(simulator, { attemptMs: 700 }), notes);
		expect(await notes.change('connected')).toMatchObject({ server: urlOf(1) });
		await session.close();
	});

	test('that is only slow is waited for', async () => {
		simulator.control.setRealTimeDoor(idOf(0), { handshakeDelayMs: 300 });
		const notes = takeNotes();
		const session = await opened(joining(simulator, { attemptMs: 10_000 }), notes);
		expect(await notes.change('connected')).toMatchObject({ server: urlOf(0) });
		await session.close();
	});
});

describe('back to the preferred server', () => {
	const quick = { returnAfterMs: 100, quietMs: 100, overlapMs: 100 };

	test('goes a session that is quiet, without a gap', async () => {
		const { control } = simulator;
		await control.killRealTimeServer(idOf(0));
		const notes = takeNotes();
		const session = await opened(joining(simulator, quick), notes);
		expect(notes.changes).toMatchObject([{ state: 'connected', server: urlOf(1) }]);
		await control.reviveRealTimeServer(idOf(0));
		await notes.event(
			({ name }) =>
				name === 'loginSuccess' && notes.events.filter((event) => event.name === name).length === 2,
		);
		await expectHeard(notes, 'after');
		while (control.realTimeConnections().open > 1) await new Promise((later) => setTimeout(later, 10));
		expect(control.realTimeConnections().connections).toMatchObject([{ serverId: idOf(0) }]);
		expect(notes.changes).toHaveLength(1);
		await session.close();
	});

	test('goes none that hears something, and nothing is lost or heard twice', async () => {
		const { control } = simulator;
		await control.killRealTimeServer(idOf(0));
		const notes = takeNotes();
		const session = await opened(joining(simulator, { ...quick, quietMs: 0 }), notes);
		await control.reviveRealTimeServer(idOf(0));
		for (let word = 0; word < 60; word++) {
			await expectHeard(notes, `word ${word}`);
			await new Promise((later) => setTimeout(later, 10));
		}
		const words = notes.events.filter(({ name }) => name === 'Word');
		expect(words.map(({ payload }) => payload)).toEqual(
			Array.from({ length: 60 }, (_, word) => ({ word: `word ${word}` })),
		);
		expect(notes.changes).toHaveLength(1);
		await session.close();
	});

	test('leaves no server that has frozen without telling of a gap: it may hold something back', async () => {
		const { control } = simulator;
		await control.killRealTimeServer(idOf(0));
		const notes = takeNotes();
		const session = await opened(joining(simulator, { ...quick, keepaliveMs: 60_000, answerMs: 300 }), notes);
		control.freezeRealTimeServer(idOf(1));
		control.emitRealTime('Word', { word: 'held back' });
		await control.reviveRealTimeServer(idOf(0));
		const lost = await notes.change('lost');
		const recovered = await notes.change('recovered');
		expect(lost).toMatchObject({ server: urlOf(1), reason: 'the server fell silent' });
		expect(recovered).toMatchObject({ lostAt: (lost as { lastHeardAt: Date }).lastHeardAt });
		await control.thawRealTimeServer(idOf(1));
		await session.close();
	});
});
