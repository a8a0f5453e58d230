const Sequencer = require('@jest/test-sequencer').default;

/** What takes longest, or waits for minutes: begun last, one of them would run alone at the end. */
const SLOWEST = [
	'cdrKills',
	'realTime',
	'examples',
	'commands',
	'neighbours',
	'editorJourney',
	'editorOperations',
	'conditions',
	'editorPicks',
	'cdrConcurrency',
];

/** Jest knows how long its files take only where they have run before; in a fresh clone the largest come first. */
module.exports = class SlowestFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path }) => {
			const index = SLOWEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
			return index < 0 ? SLOWEST.length : index;
		};
		return super.sort(tests).sort((one, other) => rank(one) - rank(other));
	}
};
