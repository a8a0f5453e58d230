/** The commands for whoever has cloned the repository, each in a clone: what they build and write stays there. */
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { start } from '../integration/documents/commands';
import { PROJECT_ROOT } from '../n8n/paths';
import { SCHEMA_FOLDERS } from '../schemas/schemas';

jest.setTimeout(600_000);

const NOT_CLONED = ['.git', '.tmp', 'dist', 'node_modules'];

let clone: string;
beforeAll(() => {
	clone = realpathSync(mkdtempSync(join(tmpdir(), 'voicenter-clone-')));
	cpSync(PROJECT_ROOT, clone, {
		recursive: true,
		filter: (path) =>
			!relative(PROJECT_ROOT, path)
				.split('/')
				.some((part) => NOT_CLONED.includes(part)),
	});
	// Installed already: what a fresh clone would download.
	for (const folder of ['', join('test', 'n8n', 'v2')]) {
		symlinkSync(join(PROJECT_ROOT, folder, 'node_modules'), join(clone, folder, 'node_modules'));
	}
});
afterAll(() => {
	rmSync(clone, { recursive: true, force: true });
});

/** Runs a command in the clone to its end; what it said stands in the failure. */
async function succeed(command: string): Promise<string> {
	const { code, output } = await start(command, { cwd: clone }).ended;
	if (code !== 0) throw new Error(`"${command}" ended with ${code}:\n${output}`);
	return output;
}

it('npm run demo -- --once: shows the whole chain and ends by itself', async () => {
	expect(await succeed('npm run demo -- --once')).toContain('WhatsApp');
});

it('npm run demo: leaves the editor and the simulator open, and ends with Ctrl-C', async () => {
	const demo = start('npm run demo', { cwd: clone });
	try {
		const [, editor = '', commands = ''] = await demo.says(
			/The editor: +(http:\S+)[\s\S]*The simulator's commands: +(http:\S+)[\s\S]*Ctrl-C ends all of it/,
		);
		expect((await fetch(editor)).status).toBe(200);
		expect((await fetch(commands)).status).toBe(200);
	} finally {
		demo.interrupt();
	}
	expect((await demo.ended).output).toContain('Stopping…');
});

it('npm run dev: brings up an editor and a simulator, and ends with Ctrl-C', async () => {
	const dev = start('npm run dev', { cwd: clone });
	try {
		const [, editor = '', simulator = ''] = await dev.says(
			/The editor: +(http:\S+)[\s\S]*The simulator: +(http:\S+)/,
		);
		expect((await fetch(editor)).status).toBe(200);
		expect((await fetch(simulator)).status).toBe(200);
	} finally {
		dev.interrupt();
	}
	await dev.ended;
});

it('npm run bench -- load: measures', async () => {
	// Whether a figure is within its limit, and so the exit code, depends on how busy this machine is.
	const { output } = await start('npm run bench -- load', { cwd: clone }).ended;
	expect(output).toMatch(/^(ok|TOO MUCH) +\S.*: .*\d/m);
});

it('npm run examples: writes what is there already', async () => {
	expect(await succeed('npm run examples')).toMatch(/\d+ templates written/);
	const hebrew = join('examples', 'he', 'vip-routing.json');
	expect(readFileSync(join(clone, hebrew), 'utf8')).toBe(readFileSync(join(PROJECT_ROOT, hebrew), 'utf8'));
});

it('npm run schemas: writes what is there already', async () => {
	expect(await succeed('npm run schemas')).toMatch(/\d+ schemas written/);
	const cdr = join('nodes', 'VoicenterTrigger', '__schema__', 'v2.0.0.json');
	expect(SCHEMA_FOLDERS.some((folder) => cdr.startsWith(folder))).toBe(true);
	expect(readFileSync(join(clone, cdr), 'utf8')).toBe(readFileSync(join(PROJECT_ROOT, cdr), 'utf8'));
});
