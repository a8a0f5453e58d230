/**
 * `npm run demo`: an abandoned call becomes a WhatsApp message and a callback, on this machine, with a real n8n.
 * `--once` ends by itself, with exit code 0 only if all of it was seen.
 */
import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual, parseArgs } from 'node:util';

import { N8nApi, OWNER } from '../n8n/api';
import { startN8n } from '../n8n/instance';
import { PROJECT_ROOT } from '../n8n/paths';
import { startSimulator } from '../simulator';
import { startWhatsAppStandIn } from '../simulator/whatsapp';
import { CALLER, type Observation, playBothCalls, setUpChain } from './chain';

const CALLER_ON_WHATSAPP = '972501234567';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
	const stops: (() => Promise<void>)[] = [];
	const stopAll = async (): Promise<void> => {
		for (const stop of stops.splice(0).reverse()) await stop();
	};
	onInterrupt(async () => {
		say('\nStopping…');
		await stopAll();
		process.exit(130);
	});
	try {
		step('Building the package');
		run('gulp', 'build');

		step('Starting a Voicenter simulator and a stand-in for WhatsApp');
		const simulator = await startSimulator();
		stops.push(() => simulator.stop());
		const whatsApp = await startWhatsAppStandIn();
		stops.push(() => whatsApp.stop());
		say(`  Voicenter is at ${simulator.url}`);

		step('Starting n8n, with the package installed from its tarball');
		const n8n = await startN8n({
			load: 'tarball',
			asItComes: true,
			env: {
				HTTPS_PROXY: whatsApp.proxyUrl,
				NO_PROXY: '127.0.0.1,localhost',
				NODE_EXTRA_CA_CERTS: whatsApp.caCertificateFile,
			},
		});
		stops.push(() => n8n.stop());
		const api = new N8nApi(n8n.url);
		await api.setupOwner();
		say(`  n8n is at ${n8n.url}`);

		step('Importing the workflow "Abandoned call: WhatsApp follow-up and callback", and activating it');
		const parties = { api, simulator, whatsApp };
		const chain = await setUpChain(parties, n8n.url, 'n8n-nodes-voicenter');
		say(`  Voicenter sends its call records to ${chain.webhookUrl}`);

		step('Two calls to the sales queue: one is answered, one is abandoned after 42 seconds');
		const seen = await playBothCalls(parties, chain);
		show(seen);
		const complaints = check(seen);
		for (const complaint of complaints) say(`  NOT AS IT SHOULD BE: ${complaint}`);
		if (complaints.length === 0)
			say('\nAll of it was seen: the message and the callback, and nothing for the answered call.');

		if (values.once) {
			process.exitCode = complaints.length === 0 ? 0 : 1;
			return;
		}
		say(`\nThe editor:  ${n8n.url}/workflow/${chain.workflowId}`);
		say(`  Email:     ${OWNER.email}\n  Password:  ${OWNER.password}`);
		say(`The simulator's commands:  ${simulator.url}/control`);
		say(
			`  Another abandoned call:  curl -X POST ${simulator.url}/control/calls/incoming -H 'content-type: application/json' \\`,
		);
		say(`    -d '{"queue":"sales","outcome":"abandoned","waitSeconds":42,"caller":"${CALLER}"}'`);
		say('Ctrl-C ends all of it.');
		await new Promise(() => undefined);
	} finally {
		await stopAll();
	}
}

function show({ deliveries, abandonedRecord, messages, calls, executions }: Observation): void {
	say(
		`\n  The record that Voicenter sent for the abandoned call (acknowledged after ${deliveries.abandoned} delivery):`,
	);
	say(indent(abandonedRecord));
	say('\n  The message that WhatsApp received:');
	say(indent(messages));
	say('\n  The click-to-call that Voicenter received:');
	say(indent(calls));
	say(`\n  Executions in n8n: ${executions} (the answered call was acknowledged and started none)`);
}

/** What is not as it should be, in words. */
function check({ messages, calls, executions, deliveries }: Observation): string[] {
	const recipients = messages.map((message) => (message as { to?: string }).to);
	return [
		...(isDeepStrictEqual(recipients, [CALLER_ON_WHATSAPP])
			? []
			: [`WhatsApp messages went to ${JSON.stringify(recipients)}`]),
		...(isDeepStrictEqual(
			calls.map(({ target }) => target),
			[CALLER],
		)
			? []
			: [`calls were made: ${JSON.stringify(calls)}`]),
		...(executions === 1 ? [] : [`there were ${executions} executions`]),
		...(deliveries.abandoned === 1 && deliveries.answered === 1
			? []
			: ['a record had to be sent more than once']),
	];
}

function run(command: string, ...args: string[]): void {
	const { status } = spawnSync(command, args, { cwd: PROJECT_ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
	if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

function onInterrupt(stop: () => Promise<void>): void {
	let stopping = false;
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.on(signal, () => {
			if (stopping) return;
			stopping = true;
			void stop();
		});
	}
}

function step(text: string): void {
	say(`\n• ${text}`);
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

function indent(value: unknown): string {
	return JSON.stringify(value, null, 2).replace(/^/gm, '    ');
}

main().catch((error: unknown) => {
	process.stderr.write(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
