import { join } from 'node:path';

import { N8nApi } from '../n8n/api';
import { type N8nInstance, type N8nOptions, startN8n } from '../n8n/instance';
import { PROJECT_ROOT } from '../n8n/paths';
import { stopInTurn } from '../n8n/stopAll';
import { type Simulator, startSimulator } from '../simulator';
import { startWhatsAppStandIn, type WhatsAppStandIn } from '../simulator/whatsapp';

/** A real n8n with the package, a Voicenter simulator and a WhatsApp stand-in, wired together. */
export interface Stage {
	n8n: N8nInstance;
	api: N8nApi;
	simulator: Simulator;
	whatsApp: WhatsAppStandIn;
	/** How this n8n calls the package's nodes. */
	prefix: string;
	/** The full type of a node: `type('voicenter')`. */
	type: (node: string) => string;
	close: () => Promise<void>;
}

/** What a test needs of its stage when it has nothing to do with WhatsApp. */
export type PlainStage = Omit<Stage, 'whatsApp'>;

/** How n8n gets the package: as a developer loads it, or as a user installs it. */
export type Loading = 'custom extension' | 'tarball';

/**
 * Sets the stage; the package must have been built.
 *
 * @param loading how n8n gets the package
 * @param env environment variables of n8n, beside and above the stage's own
 * @param options which n8n, and how long it may take to start
 */
export async function setStage(
	loading: Loading = 'tarball',
	env: Record<string, string> = {},
	options: Pick<N8nOptions, 'version' | 'readyTimeoutMs'> = {},
): Promise<Stage> {
	const prefix = loading === 'tarball' ? 'n8n-nodes-voicenter' : 'CUSTOM';
	const stops: (() => Promise<void>)[] = [];
	const close = () => stopInTurn(stops.splice(0).reverse());
	try {
		const simulator = await startSimulator();
		stops.push(() => simulator.stop());
		const whatsApp = await startWhatsAppStandIn();
		stops.push(() => whatsApp.stop());
		const n8n = await startN8n({
			...options,
			load: loading === 'tarball' ? loading : { customExtension: join(PROJECT_ROOT, 'dist') },
			env: {
				HTTPS_PROXY: whatsApp.proxyUrl,
				NO_PROXY: '127.0.0.1,localhost',
				NODE_EXTRA_CA_CERTS: whatsApp.caCertificateFile,
				...env,
			},
		});
		stops.push(() => n8n.stop());
		const api = await N8nApi.connect(n8n);
		return { n8n, api, simulator, whatsApp, prefix, type: (node) => `${prefix}.${node}`, close };
	} catch (error) {
		// What listens already would keep the test's process for ever.
		await close();
		throw error;
	}
}
