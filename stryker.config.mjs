import { availableParallelism } from 'node:os';

// Mutants: small changes to the product, of which each should fail a test. `npm run mutants -- nodes/support` runs it.
export default {
	testRunner: 'jest',
	plugins: ['@stryker-mutator/jest-runner'],
	jest: { configFile: 'test/mutants/jest.config.js', enableFindRelatedTests: true },
	coverageAnalysis: 'perTest',
	// Texts are for people: the tests look at what matters of them.
	mutator: { excludedMutations: ['StringLiteral'] },
	tempDirName: '.tmp/mutants',
	ignorePatterns: [
		'dist',
		'.tmp',
		'test/n8n/*/node_modules',
		'test/{e2e,queue,compat,bench,demo,soak}/**/*.test.ts',
	],
	reporters: ['clear-text', 'progress-append-only', 'json'],
	jsonReporter: { fileName: '.tmp/mutants.json' },
	clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
	// Tests wait for clocks as much as they compute.
	concurrency: 2 * availableParallelism(),
	// Side by side they are slow: what is only slow must not count as noticed.
	timeoutMS: 60_000,
	timeoutFactor: 4,
	// On a busy machine, with all the tests of a file that much depends on.
	dryRunTimeoutMinutes: 60,
	allowEmpty: true,
};
