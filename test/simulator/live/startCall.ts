import { z } from 'zod/v4';
import { extensionBySip } from '../account';
import type { Call } from '../calls';
import { recordingFile } from '../cdr/record';
import { SimulatorError } from '../errors';
import { withCountryPrefix } from '../phones';
import { newCallId } from '../times';
import type { World } from '../world';

export const startCallSchema = z.strictObject({
	extension: z.string().default('SIPSIP1'),
	direction: z.enum(['incoming', 'outgoing']).default('incoming'),
	/** The other side's number: who calls, or who is called. */
	caller: z.string().default('0501234567'),
	/** Of an incoming call; default: the account's first. */
	did: z.string().optional(),
	/** active: it has been answered; ringing: it can be, with answerCall. */
	state: z.enum(['ringing', 'active']).default('active'),
	/** For a call that has an id already, such as one that waited in a queue. */
	callId: z.string().min(1).optional(),
	recorded: z.boolean().default(true),
	customData: z.record(z.string(), z.string()).optional(),
});
export type StartCallOptions = z.input<typeof startCallSchema>;

/** A call that is there from now on, until it is hung up. @throws SimulatorError for an unknown extension */
export function startCall(world: World, options: z.output<typeof startCallSchema>): Call {
	const account = world.account.get();
	const extension = extensionBySip(account, options.extension);
	if (!extension) throw new SimulatorError(`extension: there is no ${options.extension}`);
	const startedAt = new Date();
	const callId = options.callId ?? newCallId(startedAt);
	const state = world.calls.find(callId)?.state;
	if (state === 'ringing' || state === 'active')
		throw new SimulatorError(`callId: ${callId} is a call already`);
	const incoming = options.direction === 'incoming';
	const { caller, recorded, customData } = options;
	const did = options.did ?? account.dids[0];
	const file = incoming
		? recordingFile(callId, caller, extension.sip)
		: recordingFile(callId, extension.sip, withCountryPrefix(caller));
	const call: Call = {
		callId,
		kind: options.direction,
		state: options.state,
		phone: incoming ? caller : extension.sip,
		target: incoming ? extension.sip : caller,
		extension,
		startedAt,
		...(options.state === 'active' && { answeredAt: startedAt }),
		...(incoming && did !== undefined && { did }),
		...(recorded && { recordingFile: file }),
		...(customData && { customData }),
	};
	world.calls.add(call);
	return call;
}
