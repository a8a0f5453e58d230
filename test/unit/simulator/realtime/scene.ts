import { type Simulator, startSimulator } from '../../../simulator';
import type { RealTimePlayOptions } from '../../../simulator/control/realtime';
import type { RealTimePlay } from '../../../simulator/realtime/plays/play';
import { type Fields, logIn, TestClient } from './client';

/** A simulator with one server for a file's tests, and clients that are closed after each. */
export interface Scene {
	readonly simulator: Simulator;
	readonly serverId: string;
	/** A client that has all snapshots; with the account's token, or as told. */
	listen: (kind?: string, fields?: Fields) => Promise<TestClient>;
	/** Resolves when a client has all that was sent up to now. */
	settle: (client: TestClient) => Promise<void>;
	/** Plays it, and waits until a client has all of it. */
	play: (client: TestClient, options: RealTimePlayOptions) => Promise<RealTimePlay>;
	/** The Call Log, in short. */
	logged: () => unknown[][];
}

/** Sets the scene: hooks for a file's tests, and what they use. */
export function setScene(): Scene {
	let simulator: Simulator | undefined;
	const clients: TestClient[] = [];
	beforeAll(async () => {
		simulator = await startSimulator({ realTime: ['2.5.1'] });
	});
	afterEach(() => {
		for (const client of clients.splice(0)) client.close();
		simulator?.control.reset();
	});
	afterAll(() => simulator?.stop());

	const scene: Scene = {
		get simulator() {
			if (!simulator) throw new Error('no simulator yet');
			return simulator;
		},
		get serverId() {
			return scene.simulator.control.realTimeServers()[0]?.id ?? '';
		},
		async listen(kind, fields) {
			const { Url, Token } = await logIn(scene.simulator, kind, fields);
			const client = new TestClient(Url, Token);
			clients.push(client);
			return client.loggedIn();
		},
		async settle(client) {
			const snapshots = client.of('AllUsersStatus').length;
			client.emit('resync', { cache: false });
			await client.until(() => client.of('AllUsersStatus').length > snapshots);
		},
		async play(client, options) {
			const played = scene.simulator.control.playRealTime(options);
			await scene.settle(client);
			return played;
		},
		logged: () =>
			scene.simulator.control
				.callLogRecords()
				.map(({ Type, DialStatus, Duration }) => [Type, DialStatus, Duration]),
	};
	return scene;
}

/** What the ExtensionEvents that a client got have in `data`. */
export function extensionData(client: TestClient): Fields[] {
	return client.of('ExtensionEvent').map(({ data }) => data as Fields);
}
