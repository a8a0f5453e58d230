import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { resources } from '../../../nodes/Voicenter/actions';
import { Voicenter } from '../../../nodes/Voicenter/Voicenter.node';
import { VoicenterCdrTrigger } from '../../../nodes/VoicenterCdrTrigger/VoicenterCdrTrigger.node';
import { VoicenterRealTimeTrigger } from '../../../nodes/VoicenterRealTimeTrigger/VoicenterRealTimeTrigger.node';
import { PROJECT_ROOT } from '../../n8n/paths';
import { fieldsOf } from '../../schemas/callRecordFields';
import type { Schema } from '../../schemas/infer';
import { makeSchemas } from '../../schemas/schemas';

const ACTIONS = 'nodes/Voicenter/__schema__/v1.0.0';
const CDR = 'nodes/VoicenterCdrTrigger/__schema__/v2.0.0.json';
const REAL_TIME = 'nodes/VoicenterRealTimeTrigger/__schema__/v1.0.0.json';

const shipped = globSync('nodes/*/__schema__/**/*.json', { cwd: PROJECT_ROOT }).sort();
const read = (path: string) => readFileSync(join(PROJECT_ROOT, path), 'utf8');
const parse = (path: string) => JSON.parse(read(path)) as Schema;

it('they are where n8n looks for those of the nodes’ version', () => {
	const nodes = [new Voicenter(), new VoicenterCdrTrigger(), new VoicenterRealTimeTrigger()];
	expect(nodes.map(({ description }) => description.version)).toEqual([1, 2, 1]);
});

it('every operation has one, two triggers have one, and there are no others', () => {
	const operations = resources.flatMap(({ value, operations: own }) =>
		own.map((operation) => `${ACTIONS}/${value}/${operation.value}.json`),
	);
	expect(shipped).toEqual([...operations, CDR, REAL_TIME].sort());
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

describe('a call’s record', () => {
	it('from the CDR trigger has every field of the vocabulary that a CDR can have, and the raw record', () => {
		expect(Object.keys(parse(CDR).properties ?? {})).toEqual([...fieldsOf('cdr'), 'raw']);
	});

	it.each(['get', 'getAll'])(
		'from the Call Log (%s) has every field that the Call Log can have',
		(operation) => {
			const { properties = {} } = parse(`${ACTIONS}/callLog/${operation}.json`);
			expect(Object.keys(properties)).toEqual(fieldsOf('callLog'));
		},
	);
});
