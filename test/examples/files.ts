/** The templates' files, as they are to be: the English ones with their examples, and the Hebrew ones. */
import { inHebrew, readWords } from './hebrew';
import { pinsFor } from './pins';
import { pathOf, readTemplate, type Template, TEMPLATES } from './template';

/** @returns by their paths within the project */
export async function templateFiles(): Promise<Map<string, string>> {
	const files = new Map<string, string>();
	for (const name of TEMPLATES) {
		const written = readTemplate(name);
		const english = { ...written, pinData: await pinsFor(written) };
		files.set(pathOf(name), textOf(english));
		files.set(pathOf(name, 'he'), textOf(inHebrew(english, readWords(name))));
	}
	return files;
}

const textOf = (template: Template): string => `${JSON.stringify(template, null, '\t')}\n`;
