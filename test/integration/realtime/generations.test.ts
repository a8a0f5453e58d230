import { useSimulator } from '../../useSimulator';
import { freshParts, joining, opened, takeNotes } from './listener';

describe.each(['1.4.8', '2.5.1', '4'] as const)('a server of Socket.IO %s', (generation) => {
	const simulator = useSimulator({ realTime: [generation] });

	describe.each([
		['the right version', {}],
		['the older version', { version: '2.4.0', client: null }],
		['the newer version', { version: '4.7.2', client: null }],
		['no version', { version: null, client: null }],
	])('when the login claims %s', (_claim, rules) => {
		test.each(['websocket', 'polling'])('is heard by %s', async (transport) => {
			const { control } = simulator;
			control.setRealTimeRules(rules);
			const [server] = control.realTimeServers();
			control.setRealTimeDoor(server?.id ?? '', { blockWebSocket: transport === 'polling' });
			const notes = takeNotes();

			const session = await opened(joining(simulator), notes, freshParts());
			expect(session.state).toBe('live');
			expect(notes.changes).toMatchObject([{ state: 'connected', server: server?.url }]);
			await notes.event(({ name }) => name === 'AllUsersStatus');
			control.emitRealTime('ExtensionEvent', { data: { ivruniqueid: 'one' } });
			const event = await notes.event(({ name }) => name === 'ExtensionEvent');
			expect(event.payload).toEqual({ data: { ivruniqueid: 'one' } });
			expect(notes.events.map(({ name }) => name)).toEqual([
				'loginSuccess',
				'loginStatus',
				'AllExtensionsStatus',
				'AllDialersStatus',
				'AllUsersStatus',
				'ExtensionEvent',
			]);
			expect(control.realTimeConnections().connections).toMatchObject([{ transport }]);

			await session.close();
			expect(control.realTimeConnections().open).toBe(0);
		});
	});
});
