import { z } from 'zod/v4';
import { withExtension } from '../../account';
import { LOGOUT } from '../../agents';
import { SimulatorError } from '../../errors';
import { localEpochSeconds, newCallId } from '../../times';
import type { World } from '../../world';
import { offsetAt, shifted } from '../clock';
import { dialerFields } from '../payloads/dialers';
import { extensionEvent } from '../payloads/extensions';
import { broadcast } from '../session';
import type { Script } from './play';
import { knownExtension, stageOf } from './stage';

export const agentStatusSchema = z.strictObject({
	kind: z.literal('agentStatus'),
	extension: z.string().default('SIPSIP1'),
	/** 1 Login, 2 Logout, 3 Lunch, … */
	status: z.int().default(3),
});

export const dialerEventSchema = z.strictObject({
	kind: z.literal('dialerEvent'),
	/** A campaign's code. Default: the first campaign. */
	campaign: z.string().optional(),
});

export const spyCallSchema = z.strictObject({
	kind: z.literal('spyCall'),
	extension: z.string().default('SIPSIP2'),
	/** The extension that is listened to. */
	on: z.string().default('SIPSIP1'),
	callId: z.string().min(1).optional(),
});

/** One extension listens to another. Only the words "Spying" and "Spy" are documented; it leaves no record here. */
export function spyCallScript(world: World, options: z.output<typeof spyCallSchema>): Script {
	const { sip } = knownExtension(world, options.extension);
	const { sip: phone, name } = knownExtension(world, options.on);
	const callId = options.callId ?? newCallId(new Date());
	const stage = stageOf(world, { callId, direction: 'Spy', phone, name, did: '', customData: {} });
	return {
		callId,
		steps: [
			{ name: 'dial', run: (at) => stage.ring(sip, at, { status: 'Dialing' }) },
			{ name: 'answer', run: (at) => stage.answer(sip, at, { status: 'Spying' }) },
			{ name: 'hangUp', run: (at) => stage.hangUp(sip, { cause: 'Normal hangup' }, at) },
		],
	};
}

/** An agent changes status. @throws SimulatorError for a status that the account does not have */
export function agentStatusScript(world: World, options: z.output<typeof agentStatusSchema>): Script {
	const { user, sip } = knownExtension(world, options.extension);
	if (!world.agents.statuses().some(({ id }) => id === options.status)) {
		throw new SimulatorError(`status: the account has no status ${options.status}`);
	}
	const run = (at: Date) => {
		world.agents.set({ userId: user.id, extension: sip, status: options.status, since: at });
		world.account.update((account) => withExtension(account, sip, { online: options.status !== LOGOUT }));
		const reason = 'userStatusUpdate';
		const extension = knownExtension(world, sip);
		const payload = extensionEvent(world, { extension, reason, at });
		broadcast(world, { name: 'ExtensionEvent', reason, payload }, extension);
	};
	return { callId: '', steps: [{ name: 'userStatusUpdate', run }] };
}

/**
 * Something happened in a campaign. The reference names the event alone; Voicenter's SDK says that it has `eventName`
 * and the dialer in `data`.
 */
export function dialerEventScript(world: World, options: z.output<typeof dialerEventSchema>): Script {
	const code = options.campaign ?? world.dialer.campaigns()[0]?.code ?? '';
	if (!world.dialer.find(code)) throw new SimulatorError(`campaign: there is no "${code}"`);
	const run = (at: Date) => {
		const payload = {
			data: dialerFields(world, code),
			eventName: 'dialer',
			servertime: shifted(world, at),
			servertimeoffset: offsetAt(world, at),
			telephonyservertime: localEpochSeconds(at),
		};
		broadcast(world, { name: 'DialerEvent', payload }, 'accounts');
	};
	return { callId: '', steps: [{ name: 'dialerEvent', run }] };
}
