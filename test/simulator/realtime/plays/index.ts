import { z } from 'zod/v4';
import type { World } from '../../world';
import { incomingCallSchema, incomingScript, queueCallSchema } from './incoming';
import {
	agentStatusSchema,
	agentStatusScript,
	dialerEventSchema,
	dialerEventScript,
	spyCallSchema,
	spyCallScript,
} from './moments';
import { internalCallSchema, internalScript } from './internal';
import { clickToCallSchema, clickToCallScript, outgoingCallSchema, outgoingScript } from './outgoing';
import type { Script } from './play';

/** What can be played. */
export const scriptSchema = z.discriminatedUnion('kind', [
	queueCallSchema,
	incomingCallSchema,
	outgoingCallSchema,
	clickToCallSchema,
	internalCallSchema,
	spyCallSchema,
	agentStatusSchema,
	dialerEventSchema,
]);

/** The script for what is to be played. @throws SimulatorError for what does not exist */
export function scriptFor(world: World, options: z.output<typeof scriptSchema>): Script {
	switch (options.kind) {
		case 'queueCall':
		case 'incomingCall':
			return incomingScript(world, options);
		case 'outgoingCall':
			return outgoingScript(world, options);
		case 'clickToCall':
			return clickToCallScript(world, options);
		case 'internalCall':
			return internalScript(world, options);
		case 'spyCall':
			return spyCallScript(world, options);
		case 'agentStatus':
			return agentStatusScript(world, options);
		case 'dialerEvent':
			return dialerEventScript(world, options);
	}
}
