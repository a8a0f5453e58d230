/**
 * What n8n asks of community packages, TypeScript's strict set, and the laws of this package's design.
 * No rule is switched off without its reason beside it.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import n8nCommunity from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import jsdoc from 'eslint-plugin-jsdoc';
import n8nBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const PRODUCT = ['index.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'];
const TYPESCRIPT_PATHS = { 'import-x/resolver': { typescript: true } };
const NODES = readdirSync(join(import.meta.dirname, 'nodes')).filter((name) => name.startsWith('Voicenter'));
const GROUND = ['./wire', './vocabulary'];
const PLATFORM = './nodes/platform';
const MONITORS = ['monitor.ts', 'credentialMonitor.ts'].map((file) => `${PLATFORM}/realtime/${file}`);
const OF_N8N = './node_modules/{n8n-*,@n8n/*}/**';

/**
 * The laws of the design, each of them a zone: code in `target` imports nothing in `from` but what `except` names, not
 * even by `import()`. They stand in one rule, for a rule that is set again forgets what it was set to before.
 */
const LAWS = [
	{
		target: PLATFORM,
		from: ['./nodes', './credentials', './index.ts'],
		except: ['./platform'],
		message: 'The platform knows nothing of n8n or of the nodes.',
	},
	{ target: PLATFORM, from: OF_N8N, message: 'The platform knows nothing of n8n or of the nodes.' },
	{
		target: [`${PLATFORM}/wire`, `${PLATFORM}/vocabulary`],
		from: PLATFORM,
		except: GROUND,
		message: 'wire and vocabulary are the ground floor: they import nothing above them.',
	},
	{
		target: `${PLATFORM}/http`,
		from: PLATFORM,
		except: [...GROUND, './http'],
		message: 'http stands below the services.',
	},
	{
		target: `${PLATFORM}/request`,
		from: PLATFORM,
		except: [...GROUND, './http', './request'],
		message: 'request stands on http and below the services.',
	},
	{
		target: `${PLATFORM}/reports`,
		from: PLATFORM,
		except: [...GROUND, './reports'],
		message: 'reports add up whatever calls they are given, and know no service.',
	},
	{
		target: [`${PLATFORM}/services`, `${PLATFORM}/inbound`],
		from: `${PLATFORM}/realtime`,
		message: 'Services and what Voicenter sends stand below real time.',
	},
	{
		target: `${PLATFORM}/inbound`,
		from: `${PLATFORM}/services`,
		message: 'What Voicenter sends knows nothing of what we ask it.',
	},
	{
		target: `${PLATFORM}/realtime/connection`,
		from: [`${PLATFORM}/realtime/events`, `${PLATFORM}/realtime/gap`, ...MONITORS],
		message: 'The connection knows no event’s meaning.',
	},
	{
		target: [`${PLATFORM}/realtime/events`, `${PLATFORM}/realtime/conditions`],
		from: [`${PLATFORM}/realtime/connection`, `${PLATFORM}/realtime/gap`, ...MONITORS],
		message: 'Events know no socket.',
	},
	{
		target: './nodes/support',
		from: './nodes',
		except: ['./support', './platform'],
		message: 'support serves the nodes and imports none.',
	},
	{
		target: './nodes/support',
		from: `${PLATFORM}/realtime`,
		// To test a credential is to log in.
		except: ['./login.ts'],
		message: 'support stands below real time.',
	},
	...NODES.map((own) => ({
		target: `./nodes/${own}`,
		from: './nodes',
		except: [`./${own}`, './support', './platform'],
		message: 'No node imports another node.',
	})),
	...[['./nodes', './credentials', './index.ts'], OF_N8N].map((from) => ({
		target: './test/simulator',
		from,
		message: 'The simulator is written from the reference and knows nothing of ours.',
	})),
];

const n8nRules = (config, files, overrides = {}) => ({
	files,
	plugins: { 'n8n-nodes-base': n8nBase },
	rules: { ...n8nBase.configs[config].rules, ...overrides },
});

export default tseslint.config(
	{ ignores: ['dist/**', '**/node_modules/**', '.tmp/**'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	comments.recommended,
	{ rules: { '@eslint-community/eslint-comments/require-description': 'error' } },
	{
		files: ['**/*.ts'],
		extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
		languageOptions: {
			// The one that has everything: with a project each, TypeScript would read the product twice.
			parserOptions: { project: ['test/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			// Numbers in messages are the norm here: seconds, counts, Voicenter's error numbers.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// Absent fields are read through index signatures, where the dot would hide that they may be absent.
			'@typescript-eslint/dot-notation': 'off',
			// A one-line arrow that only does something reads better without braces.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
		},
	},
	{
		// What runs in a browser.
		files: ['nodes/support/webhook/tryPage/page.js'],
		languageOptions: {
			sourceType: 'script',
			globals: Object.fromEntries(
				['document', 'fetch', 'navigator', 'location', 'crypto', 'AbortSignal', 'URL', 'fillSample'].map(
					(name) => [name, 'readonly'],
				),
			),
		},
		rules: { 'no-undef': 'error', 'no-unused-vars': 'error', eqeqeq: 'error' },
	},
	{
		// Tables are as long as what they list.
		files: ['test/integration/reference/**/*.ts', 'test/schemas/**/*.ts', 'test/e2e/operationCases.ts'],
		rules: { 'max-lines': 'off' },
	},
	{
		files: PRODUCT,
		plugins: { 'import-x': importX, jsdoc },
		settings: TYPESCRIPT_PATHS,
		rules: {
			'import-x/no-cycle': 'error',
			'import-x/no-extraneous-dependencies': 'error',
			'jsdoc/require-jsdoc': [
				'error',
				{
					publicOnly: true,
					require: { ClassDeclaration: true, FunctionDeclaration: true, ArrowFunctionExpression: true },
				},
			],
		},
	},
	{
		files: PRODUCT,
		extends: [n8nCommunity.configs.recommended],
		rules: {
			// For n8n Cloud. Deadlines, pauses between tries and a socket's keepalive need timers, for self-hosted n8n.
			'@n8n/community-nodes/no-restricted-globals': 'off',
			// For n8n Cloud. Connections, streams and recordings need modules of Node's own, for self-hosted n8n.
			'@n8n/community-nodes/no-restricted-imports': 'off',
		},
	},
	{
		files: ['package.json'],
		extends: [n8nCommunity.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nBase },
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: {
			...n8nBase.configs.community.rules,
			// Who publishes the package, and where its home will be, is the owner's to say; neither is known yet.
			'@n8n/community-nodes/valid-author': 'off',
			'@n8n/community-nodes/require-homepage': 'off',
		},
	},
	n8nRules('nodes', ['nodes/**/*.ts'], {
		// Written for older n8n: its community rule node-connection-type-literal asks for NodeConnectionTypes instead.
		'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
		'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	}),
	n8nRules('credentials', ['credentials/**/*.ts'], {
		// For n8n's own credentials, whose documentation has a short name; the community rule credential-documentation-url asks for a URL.
		'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	}),
	{
		files: ['nodes/platform/**/*.ts'],
		// The platform knows nothing of n8n; support/errors.ts makes n8n's errors of its own.
		rules: { '@n8n/community-nodes/require-node-api-error': 'off' },
	},
	{
		files: ['nodes/**/*.ts', 'test/simulator/**/*.ts'],
		plugins: { 'import-x': importX },
		settings: TYPESCRIPT_PATHS,
		rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: LAWS }] },
	},
);
