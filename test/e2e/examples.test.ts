import { afterCallTests } from '../examples/afterCalls';
import { aiAgentTests } from '../examples/aiAgent';
import { customerTests } from '../examples/customers';
import { formTests } from '../examples/forms';
import { liveCallTests } from '../examples/liveCalls';
import { serviceTests } from '../examples/services';
import { type ExampleStage, setExampleStage } from '../examples/stage';
import { supervisionTests } from '../examples/supervision';
import {
	backwards,
	editorProblems,
	type Language,
	missingCredentials,
	overlaps,
	readTemplate,
	readTemplateText,
	tablesOf,
	TEMPLATES,
	unexplained,
} from '../examples/template';
import { unreturnedTests } from '../examples/unreturned';
import type { NodeType } from '../n8n/schemas';

jest.setTimeout(180_000);

let stage: ExampleStage;
let types: NodeType[];
beforeAll(async () => {
	stage = await setExampleStage();
	types = await stage.api.nodeTypes();
});
afterAll(() => stage.close());

const LANGUAGES: readonly Language[] = ['en', 'he'];
const BOTH = TEMPLATES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const));

describe.each(BOTH)('the template %s (%s)', (name, language) => {
	it('is what n8n exports, and holds no secret and no real number', () => {
		const text = readTemplateText(name, language);
		expect(() => readTemplate(name, language)).not.toThrow();
		expect(text).not.toMatch(/sk-[\w-]{8,}|Bearer \w|AKIA|-----BEGIN|eyJ[\w-]{10,}|password"|"code"|apiKey/);
		const phones = text.match(/(?<![\w.-])(?:\+?972|0)[\d-]{8,12}(?![\w.-])/g) ?? [];
		expect(phones.filter((phone) => !SAMPLE_NUMBERS.has(phone))).toEqual([]);
	});

	it('can be read from left to right, and says what it does and what to fill in', () => {
		const template = readTemplate(name, language);
		expect(overlaps(template)).toEqual([]);
		const [note] = template.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(note?.parameters['content']).toMatch(/^## .+\n[\s\S]*1\. /);
		expect(unexplained(template, String(note?.parameters['content']), language)).toEqual([]);
		expect(backwards(template)).toEqual([]);
	});

	it('imports without a complaint of the editor', async () => {
		const template = readTemplate(name, language);
		expect(editorProblems(template, types)).toEqual([]);
		expect(missingCredentials(template, types)).toEqual([]);
		const names = new Set(template.nodes.map((node) => node.name));
		const named = Object.entries(template.connections).flatMap(([from, kinds]) => [
			from,
			...Object.values(kinds).flatMap((outputs) => outputs.flat().map(({ node }) => node)),
		]);
		expect(named.filter((one) => !names.has(one))).toEqual([]);
		const { id } = await stage.api.createWorkflow(template);
		await stage.api.deleteWorkflow(id);
	});
});

/** n8n takes the newest table whose name contains the one that it looks for. */
it.each(LANGUAGES)('no template’s data table can be taken for another’s: %s', (language) => {
	const tables = [...new Set(TEMPLATES.flatMap((name) => tablesOf(readTemplate(name, language))))];
	expect(tables.length).toBeGreaterThan(3);
	const mistaken = tables.filter((one) =>
		tables.some((other) => other !== one && other.toLowerCase().includes(one.toLowerCase())),
	);
	expect(mistaken).toEqual([]);
});

const SAMPLE_NUMBERS = new Set([
	...[
		'050-1234567',
		'050-123-4567',
		'0501234567',
		'+972501234567',
		'972501234567',
		'0722776772',
		'+972722776772',
	],
]);

liveCallTests(() => stage);
afterCallTests(() => stage);
formTests(() => stage);
serviceTests(() => stage);
aiAgentTests(() => stage);
supervisionTests(() => stage);
unreturnedTests(() => stage);
customerTests(() => stage);

it('and nothing else on the network was asked for', () => {
	expect(stage.network.refused).toEqual([]);
});
