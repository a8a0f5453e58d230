/** `npm run screenshots`: takes the README's pictures again, from the demo's workflow in a real n8n. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { playBothCalls, setUpChain } from '../demo/chain';
import { openEditor } from '../n8n/editor';
import { PROJECT_ROOT } from '../n8n/paths';
import { setStage } from './stage';

const FOLDER = join(PROJECT_ROOT, 'examples', 'images');

async function main(): Promise<void> {
	mkdirSync(FOLDER, { recursive: true });
	const stage = await setStage();
	const chain = await setUpChain(stage, stage.n8n.url, stage.prefix);
	await playBothCalls(stage, chain);
	const editor = await openEditor(stage.api, { viewport: { width: 1280, height: 760 } });
	try {
		await editor.openWorkflow(chain.workflowId);
		await editor.screenshot(join(FOLDER, 'abandoned-call-follow-up.png'));
		await editor.openNode('Call back');
		await editor.screenshot(join(FOLDER, 'click-to-call.png'));
	} finally {
		await editor.close();
		await stage.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
	process.exit(1);
});
