import { type N8nEditor, openEditor } from '../n8n/editor';
import { setStage, type Stage } from './stage';

/**
 * A stage, and n8n's editor on it, for the tests of one file.
 *
 * @param take gets both before the first test
 */
export function useEditor(take: (on: { stage: Stage; editor: N8nEditor }) => void): void {
	let stage: Stage | undefined;
	let editor: N8nEditor | undefined;
	beforeAll(async () => {
		stage = await setStage('tarball');
		editor = await openEditor(stage.api);
		take({ stage, editor });
	});
	afterAll(async () => {
		// Either may be missing when the stage could not be set.
		await editor?.close();
		await stage?.close();
	});
}
