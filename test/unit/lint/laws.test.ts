/** The laws of the design, as ESLint keeps them: what is planted against each is reported. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { PROJECT_ROOT } from '../../n8n/paths';

const PLATFORM = 'The platform knows nothing of n8n or of the nodes.';
const GROUND = 'wire and vocabulary are the ground floor: they import nothing above them.';
const HTTP = 'http stands below the services.';
const REQUEST = 'request stands on http and below the services.';
const REPORTS = 'reports add up whatever calls they are given, and know no service.';
const INBOUND = 'What Voicenter sends knows nothing of what we ask it.';
const CONNECTION = 'The connection knows no event’s meaning.';
const EVENTS = 'Events know no socket.';
const SERVICES = 'Services and what Voicenter sends stand below real time.';
const SUPPORT = 'support serves the nodes and imports none.';
const NODE = 'No node imports another node.';
const SIMULATOR = 'The simulator is written from the reference and knows nothing of ours.';

const nodes = readdirSync(join(PROJECT_ROOT, 'nodes')).filter((name) => name.startsWith('Voicenter'));
const floors = ['wire', 'vocabulary', 'http', 'request', 'services', 'inbound', 'realtime'];

/** Where it is planted, what it imports, and the law that is broken. */
const BROKEN: [string, string, string][] = [
	...floors.flatMap((floor): [string, string, string][] => [
		[`nodes/platform/${floor}/planted.ts`, 'n8n-workflow', PLATFORM],
		[`nodes/platform/${floor}/planted.ts`, '../../support/errors', PLATFORM],
		[`nodes/platform/${floor}/planted.ts`, '../../Voicenter/router', PLATFORM],
		[`nodes/platform/${floor}/planted.ts`, '../../../credentials/VoicenterApi.credentials', PLATFORM],
	]),
	...['wire', 'vocabulary'].flatMap((floor) =>
		['http/client', 'services/click2call', 'inbound/cdr', 'realtime/login', 'request/account'].map(
			(above): [string, string, string] => [`nodes/platform/${floor}/planted.ts`, `../${above}`, GROUND],
		),
	),
	...['services/click2call', 'inbound/cdr', 'realtime/login', 'request/account'].map(
		(above): [string, string, string] => ['nodes/platform/http/planted.ts', `../${above}`, HTTP],
	),
	...['services/click2call', 'inbound/cdr', 'realtime/login'].map((above): [string, string, string] => [
		'nodes/platform/request/planted.ts',
		`../${above}`,
		REQUEST,
	]),
	['nodes/platform/services/planted.ts', '../realtime/login', SERVICES],
	['nodes/platform/services/dialer/planted.ts', '../../realtime/events', SERVICES],
	['nodes/platform/inbound/planted.ts', '../realtime/events', SERVICES],
	['nodes/platform/reports/planted.ts', '../services/callLog', REPORTS],
	['nodes/platform/inbound/planted.ts', '../services/click2call', INBOUND],
	...['events', 'gap/gapCalls', 'monitor', 'credentialMonitor'].map((above): [string, string, string] => [
		'nodes/platform/realtime/connection/planted.ts',
		`../${above}`,
		CONNECTION,
	]),
	...['connection/session', 'gap/gapCalls', 'monitor', 'credentialMonitor'].map(
		(above): [string, string, string] => ['nodes/platform/realtime/events/planted.ts', `../${above}`, EVENTS],
	),
	...nodes.map((node): [string, string, string] => [
		'nodes/support/planted.ts',
		`../${node}/${node}.node`,
		SUPPORT,
	]),
	['nodes/support/pickers/planted.ts', '../../platform/realtime/monitor', 'support stands below real time.'],
	...nodes.map((node, index): [string, string, string] => {
		const other = nodes[(index + 1) % nodes.length] ?? '';
		return [`nodes/${node}/planted.ts`, `../${other}/${other}.node`, NODE];
	}),
	['nodes/Voicenter/actions/call/planted.ts', '../../../VoicenterRespond/respond', NODE],
	['test/simulator/planted.ts', '../../nodes/platform/wire/json', SIMULATOR],
	['test/simulator/services/planted.ts', '../../../credentials/VoicenterApi.credentials', SIMULATOR],
	['test/simulator/planted.ts', '../../index', SIMULATOR],
	['test/simulator/realtime/plays/planted.ts', 'n8n-workflow', SIMULATOR],
];

const KEPT: [string, string][] = [
	['nodes/platform/wire/planted.ts', '../vocabulary/absent'],
	['nodes/platform/wire/planted.ts', 'zod'],
	['nodes/platform/http/planted.ts', '../wire/json'],
	['nodes/platform/services/planted.ts', '../request/account'],
	['nodes/platform/services/planted.ts', '../http/errors'],
	['nodes/platform/inbound/planted.ts', '../request/fields'],
	['nodes/platform/realtime/monitor.ts', './connection/session'],
	['nodes/platform/realtime/gap/planted.ts', '../events'],
	['nodes/platform/realtime/planted.ts', '../services/callLog'],
	['nodes/support/planted.ts', 'n8n-workflow'],
	['nodes/support/planted.ts', '../platform/realtime/login'],
	['nodes/Voicenter/actions/call/planted.ts', '../../../support/errors'],
	['nodes/Voicenter/actions/call/planted.ts', '../../../platform/services/click2call'],
	['nodes/Voicenter/actions/call/planted.ts', '../../router'],
	['test/simulator/services/planted.ts', '../world'],
	['test/unit/planted.ts', '../../nodes/platform/wire/json'],
];

const WAYS: [string, (path: string) => string][] = [
	['import', (path) => `import * as planted from '${path}';\nexport const plant = planted;\n`],
	[
		'import type',
		(path) => `import type * as planted from '${path}';\nexport type Plant = typeof planted;\n`,
	],
	['export from', (path) => `export * from '${path}';\n`],
	['import()', (path) => `export const plant = async () => await import('${path}');\n`],
];

interface Planted {
	file: string;
	text: string;
	reports?: string[];
}

/** What ESLint says of each, in their order. */
function lint(planted: Planted[]): string[][] {
	const program = join(PROJECT_ROOT, 'test', 'unit', 'lint', 'lintTexts.mjs');
	const output = execFileSync(process.execPath, [program], {
		input: JSON.stringify(planted),
		encoding: 'utf8',
	});
	return (JSON.parse(output) as Planted[]).map(({ reports = [] }) => reports);
}

/** What is said of each text that is planted; all at once, for ESLint takes long to begin. */
let said: Map<string, string[]>;
const nameOf = (way: string, file: string, path: string) => JSON.stringify([way, file, path]);
beforeAll(() => {
	const all = WAYS.flatMap(([way, write]) =>
		[...BROKEN, ...KEPT].map(([file, path]) => ({ name: nameOf(way, file, path), file, text: write(path) })),
	);
	const reports = lint(all);
	said = new Map(all.map(({ name }, index) => [name, reports[index] ?? []]));
});

describe.each(WAYS)('%s', (way) => {
	it('that breaks a law is reported, whichever other laws the place has', () => {
		const isReported = ([file, path, law]: (typeof BROKEN)[number]) =>
			said.get(nameOf(way, file, path))?.some((text) => text.startsWith('2 ') && text.endsWith(law));
		expect(BROKEN.filter((one) => isReported(one) !== true)).toEqual([]);
	});

	it('that breaks none is not', () => {
		expect(KEPT.filter(([file, path]) => said.get(nameOf(way, file, path))?.length !== 0)).toEqual([]);
	});
});
