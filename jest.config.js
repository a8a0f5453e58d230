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

/** Unit tests and tests over loopback; those in a real n8n have scripts of their own. */
module.exports = {
	testEnvironment: 'node',
	globalSetup: '<rootDir>/test/foreignVariables.ts',
	roots: ['<rootDir>/test/unit', '<rootDir>/test/integration'],
	testMatch: ['**/*.test.ts'],
	transform: {
		'\\.[cm]?[jt]s$': [
			'@swc/jest',
			{ jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
		],
	},
	// These libraries are ES modules, which Jest loads only when they are translated too.
	transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
	// A test that hangs fails; one that a busy machine slows down does not.
	testTimeout: 60_000,
};
