const base = require('../../jest.config.js');

/** As `npm test`, without what looks at the repository and not at the code, and what is long for being many. */
module.exports = {
	...base,
	// MUTANTS_TESTS=test/unit/dialer,test/integration/dialer: faster, where these are the ones that should notice.
	...(process.env.MUTANTS_TESTS && {
		roots: ['nodes', ...process.env.MUTANTS_TESTS.split(',')].map((folder) => `<rootDir>/${folder}`),
	}),
	rootDir: '../..',
	testPathIgnorePatterns: [
		'/node_modules/',
		'/test/unit/(lint|simulator|n8n)/',
		'/test/integration/(documents|fuzz|storms|package|checkRepository)',
		'/test/integration/callLog/(returnAll|day)',
		'/test/integration/realtime/(chaos|day|leaks|lives)',
	],
};
