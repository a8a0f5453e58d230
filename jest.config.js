const { availableParallelism } = require('node:os');

const ES_MODULES = [
	'agent-base',
	'https-proxy-agent',
	'is-network-error',
	'p-limit',
	'p-map',
	'p-retry',
	'proxy-agent-negotiate',
	'proxy-from-env',
	'yocto-queue',
];

/** Unit tests and tests over loopback; those in a real n8n have scripts of their own, which give other roots. */
module.exports = {
	testEnvironment: 'node',
	globalSetup: '<rootDir>/test/foreignVariables.ts',
	// Also what the tests are of, and what they stand on: `jest --findRelatedTests` follows imports only within roots.
	roots: [
		...['credentials', 'nodes'],
		...['examples', 'fuzz', 'n8nCore', 'schemas', 'simulator', 'unit', 'integration'].map(
			(folder) => `test/${folder}`,
		),
	].map((folder) => `<rootDir>/${folder}`),
	testMatch: ['**/*.test.ts'],
	transform: {
		'\\.[cm]?[jt]s$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	// These libraries are ES modules, which Jest loads only when they are translated too.
	transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
	// Three processes a core: much of their time, tests wait for a clock. Jest takes '300%' for 300 processes.
	maxWorkers: 3 * availableParallelism(),
	// A test that hangs fails; one that a busy machine slows down does not.
	testTimeout: 60_000,
};
