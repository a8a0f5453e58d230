import { type Network, startNetwork } from '../standIns/network';
import { createGraphApi } from './graphApi';
import type { WhatsAppMessage } from './messages';

export type { WhatsAppMessage } from './messages';

/** A network with WhatsApp Cloud API behind it, and nothing else. */
export interface WhatsAppStandIn extends Network {
	/** Every message taken, oldest first. */
	readonly messages: readonly WhatsAppMessage[];
	/** Forgets messages and refusals. */
	clear: () => void;
}

/** Starts a stand-in for it. n8n's own WhatsApp node always talks to https://graph.facebook.com: it has no other address to be given. */
export async function startWhatsAppStandIn(): Promise<WhatsAppStandIn> {
	const messages: WhatsAppMessage[] = [];
	const network = await startNetwork({
		'graph.facebook.com': (tls) => createGraphApi(tls, (message) => messages.push(message)),
	});
	return {
		...network,
		messages,
		clear() {
			messages.length = 0;
			network.clear();
		},
	};
}
