import type { IWebhookFunctions } from 'n8n-workflow';

import type { ScreenPopPhase, ScreenPopRequest } from '../platform/inbound/screenPop';
import type { AskingService } from '../support/webhook/asking';
import type { TryOut } from '../support/webhook/tryPage/tryPage';

/** In seconds; the extension waits about 3 (voicenter-api.md §11). */
export const DEADLINE = { standard: 2.5, below: 3 };

/** Voicenter's extension in the Chrome Web Store: its pages are where requests come from. */
export const CHROME_EXTENSION = 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio';

/** A ringing or dialling phone is when an agent needs to know who it is: the field's default too. */
const STANDARD_PHASES: ScreenPopPhase[] = ['ringing', 'dialing'];

/** How the agents' Chrome extension asks and is answered. */
export const screenPop: AskingService<ScreenPopRequest> = {
	kind: 'screenPop',
	deadline: DEADLINE,

	async read({ query, body }, settings) {
		const { readScreenPop } = await import('../platform/inbound/screenPop');
		return readScreenPop({ query, body }, settings);
	},

	allowsOrigin(origin, { allowedOrigins }) {
		const allowed = originsIn(allowedOrigins);
		return allowed.includes('*') || allowed.includes(origin.toLowerCase());
	},

	route({ phase }, context) {
		const phases = phasesOf(context);
		// A phase that Voicenter has yet to invent is nothing that anybody has chosen to leave out.
		const isWanted = phases.length === 0 || phase === undefined || phases.includes(phase);
		return isWanted ? { output: 0, of: 1 } : undefined;
	},

	whyNot({ phase = 'not known' }, context) {
		return `the phone’s state is “${phase}”, and When has ${phasesOf(context).join(', ')}`;
	},

	shareKey({ callId, phase = '' }, { oneExecutionPerCall = false }) {
		return oneExecutionPerCall ? `${callId}\n${phase}` : undefined;
	},
};

function phasesOf(context: IWebhookFunctions): ScreenPopPhase[] {
	return context.getNodeParameter('phases', STANDARD_PHASES) as ScreenPopPhase[];
}

/** Questions to try a workflow with. The older extensions ask by GET too, which a browser does when it opens a page. */
export const tryOut: TryOut = {
	trigger: 'Voicenter Screen Pop Trigger',
	kind: 'screenPop',
	samples: async () => (await import('../platform/inbound/samples/asking')).SCREEN_POP_SAMPLES,
	fitting(context) {
		const phases = phasesOf(context);
		return phases.includes('ringing') ? {} : { sample: phases[0] };
	},
	async asksByGet(query) {
		const { isScreenPopQuery } = await import('../platform/inbound/screenPop');
		return isScreenPopQuery(query);
	},
};

/** The entries of a list of origins, separated by commas or blanks; Voicenter's extension when there are none. */
export function originsIn(list = ''): string[] {
	const origins = list
		.toLowerCase()
		.split(/[\s,;]+/)
		.filter((entry) => entry !== '');
	return origins.length > 0 ? origins : [CHROME_EXTENSION];
}
