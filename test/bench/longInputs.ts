import { readCdrs } from '../../nodes/platform/inbound/cdr';
import { readExternalLayer } from '../../nodes/platform/inbound/externalLayer';
import { createMonitors } from '../../nodes/platform/realtime/monitor';
import type { SessionListener } from '../../nodes/platform/realtime/connection/session';
import type { Figure } from './figures';

/** Nothing that arrives may hold the process for longer. */
const LIMIT_MS = 200;
const ROUNDS = 5;
const MEGABYTES_2 = 2 * 1024 * 1024;
const PHONES = 10_000;
const ISRAEL = { country: 'IL', timeZone: 'Asia/Jerusalem' };

/** Each takes as long as it can, of all that is accepted. */
const BODIES: [string, string, string][] = [
	['a record with a transcript of 24,000 words', 'application/json', transcript(24_000)],
	[
		'500 records with 30 layers each',
		'application/json',
		listOf(500, (index) => ({
			ivruniqueid: String(index),
			IVR: Array.from({ length: 30 }, (_, layer) => ({ layer_id: layer, layer_name: 'Sales', Dtmf: 1 })),
		})),
	],
	['2 MB of text', 'application/json', `{"ivruniqueid":"1","note":"${'\\"'.repeat(MEGABYTES_2 / 2 - 50)}"}`],
	['JSON that is to be repaired', 'application/json', broken(64 * 1024)],
	['2 MB of JSON that cannot be repaired', 'application/json', broken(MEGABYTES_2)],
	['XML-RPC of 50,000 tags', 'text/xml', xml(4_900)],
	['a form of 5,000 fields', 'application/x-www-form-urlencoded', form(4_990)],
];

/**
 * What arrives at its longest: for how long nothing else happens. Bodies are read in one go; what follows a list of live
 * calls is told in several.
 */
export async function measureLongInputs(): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const [what, contentType, text] of BODIES) {
		const body = { bytes: Buffer.from(text), contentType };
		const reads = [() => readCdrs(body, ISRAEL), () => readExternalLayer(body, ISRAEL)];
		figures.push(figureOf(`A body near its limits: ${what}`, Math.max(...reads.map(longestOf))));
	}
	figures.push(
		figureOf(`${PHONES} extensions, each in a new call after a gap, told to five`, await longestOfLists()),
	);
	return figures;
}

function figureOf(what: string, milliseconds: number): Figure {
	return {
		what: `${what}: nothing else for, in CPU time`,
		ours: `${milliseconds.toFixed(0)} ms at most`,
		limit: { promised: `${LIMIT_MS} ms`, kept: milliseconds <= LIMIT_MS },
	};
}

/** Of this thread: what else runs on the machine does not count. */
function cpuMilliseconds(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}

/** The first time counts: as a rule there is no other. */
function longestOf(work: () => unknown): number {
	const times = Array.from({ length: ROUNDS }, () => {
		const began = cpuMilliseconds();
		try {
			work();
		} catch {
			// It is refused; that takes time, too.
		}
		return cpuMilliseconds() - began;
	});
	return Math.max(...times);
}

/** The longest time between two turns of the event loop. */
async function longestOfLists(): Promise<number> {
	let connection: SessionListener | undefined;
	const server = 'https://monitor.example';
	const join = createMonitors((_options, listener) => {
		connection = listener;
		void Promise.resolve().then(() => listener.onConnection({ state: 'connected', at: new Date(), server }));
		return { state: 'live', resync: () => undefined, close: () => Promise.resolve() };
	});
	const options = { account: { code: 'code' }, login: { by: 'token', token: 'token' } } as const;
	let told = 0;
	const shares = await Promise.all(
		Array.from({ length: 5 }, () => join(options, { onEvent: () => told++, onRefused: () => undefined })),
	);
	const say = (calls: string) =>
		connection?.onEvent({ name: 'AllExtensionsStatus', payload: phones(calls), receivedAt: new Date() });
	say('before');
	const lists = [() => say('after')];
	connection?.onConnection({ state: 'lost', at: new Date(), lastHeardAt: new Date(), server, reason: 'cut' });
	connection?.onConnection({ state: 'recovered', at: new Date(), lostAt: new Date(), server });
	let longest = 0;
	let isOver = false;
	for (let last = cpuMilliseconds(); !isOver; last = cpuMilliseconds()) {
		const before = told;
		lists.pop()?.();
		await new Promise((turn) => setImmediate(turn));
		longest = Math.max(longest, cpuMilliseconds() - last);
		isOver = lists.length === 0 && told === before;
	}
	await Promise.all(shares.map(async (share) => share.leave()));
	return longest;
}

function phones(calls: string): object {
	const now = Math.floor(Date.now() / 1_000);
	const extensions = Array.from({ length: PHONES }, (_, index) => ({
		...{ extenUser: `SIP${index}`, userID: index, userName: `Agent ${index}`, number: 1_000 + index },
		...{ representativeStatus: 1, representativeUpdated: now * 1_000, lastHangupCallEpoch: now },
		calls: [
			{
				...{ ivrid: `${calls}${index}`, callStarted: now - 60, callAnswered: now - 50, answered: 1 },
				...{ callerphone: '0501234567', callstatus: 'Talking', direction: 'Incoming', queueID: 4004 },
			},
		],
	}));
	return { servertime: now, servertimeoffset: 0, extensions, errorCode: 0 };
}

function listOf(count: number, entry: (index: number) => object): string {
	return JSON.stringify(Array.from({ length: count }, (_, index) => entry(index)));
}

function transcript(words: number): string {
	const list = Array.from({ length: words }, (_, index) => ({ ' text': `word ${index}`, ' start': index }));
	return JSON.stringify({ ivruniqueid: '1', aidata: { transcript: list } });
}

function broken(length: number): string {
	return `{"ivruniqueid":"1","note":"${'say "hello" to them '.repeat(length / 20)}`.slice(0, length - 10);
}

function xml(members: number): string {
	const member = (name: string) => `<member><name>${name}</name><value><string>x</string></value></member>`;
	const all = Array.from({ length: members }, (_, index) => member(`field${index}`)).join('');
	return `<methodCall><params><param><value><struct>${member('ivruniqueid')}${all}</struct></value></param></params></methodCall>`;
}

function form(count: number): string {
	const more = Array.from({ length: count }, (_, index) => `field${index}=${'%D7%90'.repeat(60)}`);
	return ['ivruniqueid=1', ...more].join('&');
}
