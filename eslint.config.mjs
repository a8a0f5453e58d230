/**
 * What n8n asks of community packages, TypeScript's strict set, and the laws of this package's design.
 * No rule is switched off without its reason beside it.
 */
import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import n8nCommunity from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import jsdoc from 'eslint-plugin-jsdoc';
import n8nBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const PRODUCT = ['index.ts', 'nodes/**/*.ts', 'credentials/**/*.ts'];
const NODE_FOLDERS = [
	'Voicenter',
	'VoicenterCallLogTrigger',
	'VoicenterCdrTrigger',
	'VoicenterExternalLayerTrigger',
	'VoicenterRealTimeTrigger',
	'VoicenterRespond',
	'VoicenterScreenPopTrigger',
	'VoicenterVoiceBotTrigger',
];

/** A law of the design: code in `from` may not import what `forbidden` matches. */
const law = (from, forbidden, message) => ({
	files: from,
	rules: { 'no-restricted-imports': ['error', { patterns: [{ group: forbidden, message }] }] },
});

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
		languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
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
		files: PRODUCT,
		plugins: { 'import-x': importX, jsdoc },
		settings: { 'import-x/resolver': { typescript: true } },
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
	{ files: PRODUCT, extends: [n8nCommunity.configs.recommendedWithoutN8nCloudSupport] },
	{
		files: ['package.json'],
		extends: [n8nCommunity.configs.recommendedWithoutN8nCloudSupport],
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

	law(
		['nodes/platform/**/*.ts'],
		['n8n-*', '@n8n/*', '**/support/**', '**/Voicenter*/**'],
		'The platform knows nothing of n8n or of the nodes.',
	),
	law(
		['nodes/platform/wire/**/*.ts', 'nodes/platform/vocabulary/**/*.ts'],
		['**/http/**', '**/services/**', '**/inbound/**'],
		'wire and vocabulary are the ground floor: they import nothing above them.',
	),
	law(
		['nodes/platform/http/**/*.ts'],
		['**/services/**', '**/inbound/**'],
		'http stands below the services.',
	),
	law(
		['nodes/support/**/*.ts'],
		NODE_FOLDERS.map((folder) => `**/${folder}/**`),
		'support serves the nodes and imports none.',
	),
	...NODE_FOLDERS.map((own) =>
		law(
			[`nodes/${own}/**/*.ts`],
			NODE_FOLDERS.filter((other) => other !== own).map((other) => `**/${other}/**`),
			'No node imports another node.',
		),
	),
	law(
		['test/simulator/**/*.ts'],
		['**/nodes/**', '**/credentials/**', '../../index', '../../../index', 'n8n-*'],
		'The simulator is written from the reference and knows nothing of ours.',
	),
);
