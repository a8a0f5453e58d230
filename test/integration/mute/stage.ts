import { setTimeout as wait } from 'node:timers/promises';

import { connect, type Connection } from '../../../nodes/platform/request/account';
import {
	forgetMuteConventions,
	type MuteInput,
	setRecordingMuted,
} from '../../../nodes/platform/services/mute';
import { forgetMonitorServers } from '../../../nodes/platform/services/muteServer';
import { type Simulator, startSimulator } from '../../simulator';

export type Convention = 'zeroMutes' | 'oneMutes';

/** A clock that is this much faster: what is waited for takes a twentieth of the time. */
const HASTE = 20;
let now = 0;
/** Only what is waited for takes time: answers may be slow on a busy machine. */
export const clock = {
	now: () => now,
	async wait(milliseconds: number) {
		const until = now + milliseconds;
		await wait(milliseconds / HASTE);
		now = Math.max(now, until);
	},
};

export const MUTE = '/Comet/API/MuteUnmuteCalls';
export const READ = '/comet/API/GetExtensionsCalls';

export const onExtension = { by: 'extension', extension: 'SIPSIP1' } as const;

let started: Simulator | undefined;

/** A simulator for the tests of a file, as new for each of them. */
export function useSimulator(): void {
	beforeAll(async () => {
		started = await startSimulator();
	});
	afterAll(() => started?.stop());
	afterEach(() => {
		started?.control.reset();
		forgetMuteConventions();
		forgetMonitorServers();
	});
}

export function simulator(): Simulator {
	if (!started) throw new Error('useSimulator() comes first');
	return started;
}

export function connection(
	muteConvention?: Convention,
	more: Partial<Connection['account']> = {},
): Connection {
	const { account, url } = simulator();
	return connect({ code: account.code, baseUrl: url, muteConvention, ...more });
}

export const set = async (muted: boolean, target: MuteInput['target'], account = connection()) =>
	setRecordingMuted(account, { muted, target }, clock);

export const sent = (path = MUTE) =>
	simulator()
		.control.requests(path)
		.map(({ json }) => json as Record<string, string>);

export const isMuted = (callId: string) =>
	simulator()
		.control.calls()
		.find((call) => call.callId === callId)?.muted ?? false;

/** Without the node: by the reading that the simulator follows now. */
export async function muteBehindItsBack(callId: string, convention: Convention): Promise<void> {
	const { url, control } = simulator();
	const state = convention === 'zeroMutes' ? '0' : '1';
	await fetch(url + MUTE, { method: 'POST', body: JSON.stringify({ ivrid: callId, state }) });
	control.clearRequests();
}
