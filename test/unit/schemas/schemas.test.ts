import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { resources } from '../../../nodes/Voicenter/actions';
import { Voicenter } from '../../../nodes/Voicenter/Voicenter.node';
import { VoicenterCallLogTrigger } from '../../../nodes/VoicenterCallLogTrigger/VoicenterCallLogTrigger.node';
import { VoicenterTrigger } from '../../../nodes/VoicenterTrigger/VoicenterTrigger.node';
import { VoicenterExternalLayerTrigger } from '../../../nodes/VoicenterExternalLayerTrigger/VoicenterExternalLayerTrigger.node';
import { VoicenterRealTimeTrigger } from '../../../nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
import { VoicenterScreenPopTrigger } from '../../../nodes/VoicenterScreenPopTrigger/VoicenterScreenPopTrigger.node';
import { VoicenterVoiceBotTrigger } from '../../../nodes/VoicenterVoiceBotTrigger/VoicenterVoiceBotTrigger.node';
import { PROJECT_ROOT } from '../../n8n/paths';
import { ourNodes } from '../../n8nCore/nodeTypes';
import { fieldsOf } from '../../schemas/callRecordFields';
import type { Schema } from '../../schemas/infer';
import { LIVE_CALL_FIELDS } from '../../schemas/liveCallFields';
import { makeSchemas } from '../../schemas/schemas';

const ACTIONS = 'nodes/Voicenter/__schema__/v1.0.0';
const CALL_LOG = 'nodes/VoicenterCallLogTrigger/__schema__/v1.0.0.json';
const CDR = 'nodes/VoicenterTrigger/__schema__/v2.0.0.json';
const OFFICE_HOURS = 'nodes/VoicenterOfficeHours/__schema__/v1.0.0.json';
const TRIGGERS = [
	[new VoicenterCallLogTrigger(), CALL_LOG],
	[new VoicenterTrigger(), CDR],
	[new VoicenterExternalLayerTrigger(), 'nodes/VoicenterExternalLayerTrigger/__schema__/v2.0.0.json'],
	[new VoicenterRealTimeTrigger(), 'nodes/VoicenterRealTimeTrigger/__schema__/v1.0.0.json'],
	[new VoicenterScreenPopTrigger(), 'nodes/VoicenterScreenPopTrigger/__schema__/v2.0.0.json'],
	[new VoicenterVoiceBotTrigger(), 'nodes/VoicenterVoiceBotTrigger/__schema__/v2.0.0.json'],
] as const;

const shipped = globSync('nodes/*/__schema__/**/*.json', { cwd: PROJECT_ROOT }).sort();
const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const parse = (path: string) => JSON.parse(read(path)) as Schema;

it('they are where n8n looks for those of the nodes’ version', () => {
	expect(new Voicenter().description.version).toBe(1);
	for (const [{ description }, path] of TRIGGERS)
		expect(path).toContain(`/v${String(description.version)}.0.0.json`);
});

it('every trigger of the package is among these', () => {
	const triggers = ourNodes.filter(({ description }) => description.group.includes('trigger'));
	const names = (types: readonly INodeType[]) => types.map(({ description }) => description.name).sort();
	expect(names(TRIGGERS.map(([type]) => type))).toEqual(names(triggers));
});

it('every operation has one, every trigger and Office Hours have one, and there are no others', () => {
	const operations = resources.flatMap(({ value, operations: own }) =>
		own.map((operation) => `${ACTIONS}/${value}/${operation.value}.json`),
	);
	expect(shipped).toEqual([...operations, OFFICE_HOURS, ...TRIGGERS.map(([, path]) => path)].sort());
});

it('they say what the nodes put out today; otherwise run: npm run schemas', async () => {
	const made = await makeSchemas();
	expect(Object.fromEntries(shipped.map((path) => [path, read(path)]))).toEqual(Object.fromEntries(made));
});

it.each(shipped)('%s: n8n’s editor takes it', (path) => {
	const { type, properties = {} } = parse(path);
	expect(type).toBe('object');
	expect(Object.keys(properties)).not.toEqual([]);
});

const namesIn = (path: string) => Object.keys(parse(path).properties ?? {}).sort();

/** Each kind has some facts of its own: how many wait, which call, who is in which status, how many are on calls. */
it('that of the Real-Time Trigger has what conditions tell', () => {
	const { properties = {} } = parse('nodes/VoicenterRealTimeTrigger/__schema__/v1.0.0.json');
	const told = ['since', 'isOver', 'lastedSeconds', 'waitingCalls', 'agentStatus', 'loggedIn', 'onCalls'];
	expect(Object.keys(properties)).toEqual(expect.arrayContaining(told));
});

it('that of Office Hours has what a workflow goes by', () => {
	const { properties = {} } = parse(OFFICE_HOURS);
	expect(Object.keys(properties)).toEqual(['officeHours']);
	expect(Object.keys(properties['officeHours']?.properties ?? {})).toEqual(
		expect.arrayContaining(['isOpen', 'reason', 'name', 'nameHebrew', 'until', 'opensAt']),
	);
});

describe('a call’s record', () => {
	it('shows who, when, through which queue and how it ended first', () => {
		expect(Object.keys(parse(CDR).properties ?? {}).slice(0, 6)).toEqual([
			'customerNumber',
			'startedAtLocal',
			'direction',
			'queue',
			'status',
			'isAnswered',
		]);
	});

	it('from the CDR trigger has every field of the vocabulary that a CDR can have', () => {
		expect(namesIn(CDR)).toEqual([...fieldsOf('cdr'), 'legs'].sort());
	});

	it('from the Call Log Trigger has every field that the Call Log can have', () => {
		expect(namesIn(CALL_LOG)).toEqual([...fieldsOf('callLog')].sort());
	});

	it.each([
		['get', []],
		['getAll', ['period']],
	])('from the Call Log (%s) has every field that the Call Log can have, and %j', (operation, more) => {
		expect(namesIn(`${ACTIONS}/callLog/${operation}.json`)).toEqual([...fieldsOf('callLog'), ...more].sort());
	});
});

/** The contract's vocabulary of a live call; what an asking trigger adds stands behind it. */
describe('what the asking triggers start workflows with', () => {
	const fields = (node: string) => namesIn(`nodes/${node}/__schema__/v2.0.0.json`);

	it('External Layer: the call, and by when an answer must come', () => {
		expect(fields('VoicenterExternalLayerTrigger')).toEqual(
			[...LIVE_CALL_FIELDS.externalLayer, 'answerBy'].sort(),
		);
	});

	it('VoiceBot: what the caller wants, too', () => {
		expect(fields('VoicenterVoiceBotTrigger')).toEqual([...LIVE_CALL_FIELDS.voiceBot, 'answerBy'].sort());
	});

	it('Screen Pop: every field that a pop-up may have', () => {
		expect(fields('VoicenterScreenPopTrigger')).toEqual([...LIVE_CALL_FIELDS.screenPop, 'answerBy'].sort());
	});
});
