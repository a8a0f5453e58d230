// Lints texts as if they stood in the files named, by the laws of the design alone: a list of { file, text } on
// standard input, the same list with `reports` on standard output. ESLint's configuration cannot be loaded within Jest.
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const LAWS = 'import-x/no-restricted-paths';

const eslint = new ESLint({
	cwd: ROOT,
	ruleFilter: ({ ruleId }) => ruleId === LAWS,
	// The files are not there, so TypeScript knows no types of theirs; the laws ask for none.
	overrideConfig: [
		{ files: ['**/*.ts'], languageOptions: { parserOptions: { project: false, projectService: false } } },
	],
});
const planted = JSON.parse(await text(process.stdin));
for (const one of planted) {
	const [result] = await eslint.lintText(one.text, { filePath: join(ROOT, one.file) });
	// A text that cannot be parsed, or a file that no configuration is for, is not one that keeps the laws.
	const strange = result?.messages.find(({ ruleId }) => ruleId !== LAWS);
	if (!result || strange) throw new Error(`${one.file}: ${strange?.message ?? 'not linted'}`);
	one.reports = result.messages.map(({ severity, message }) => `${severity} ${message}`);
}
process.stdout.write(JSON.stringify(planted));
