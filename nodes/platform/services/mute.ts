/** Mutes recordings and goes on recording, and makes sure of it (voicenter-api.md §5, §14). */
import { z } from 'zod/v4';

import type { Connection } from '../request/account';
import { type Clock, realClock } from '../request/clock';
import { VoicenterError } from '../http/errors';
import { present } from '../vocabulary/absent';
import { type ActiveCall, checkExtensionActivity } from './activeCalls';
import { yesNoField } from '../request/fields';
import { bringAbout, type MuteOutcome } from './muteConfirmation';
import type { WatchedCall } from './muteObserver';
import { type MuteConvention, muteName, muteTarget, type MuteTarget, requestMute } from './muteRequest';
import { accountKey, muteAddresses } from './muteServer';
import { checkInput } from '../request/serviceOperation';

const muteInput = z.object({
	/** True: what is said is no longer recorded. False: it is again. */
	muted: z.boolean(),
	target: muteTarget,
	/** Whether to see in Active Calls that it came about. */
	confirm: yesNoField.default(true),
});

/** What to mute or to record again. */
export type MuteInput = z.input<typeof muteInput>;

/** What came of it. */
export interface MuteResult {
	/** As it was asked for; absent where nobody looked whether it is so. */
	isMuted?: boolean;
	/** It was seen in Active Calls. */
	isConfirmed: boolean;
	extension?: string;
	callId?: string;
	/** The calls whose recording is so now; absent when nothing was looked at. */
	calls?: { callId?: string; extension?: ActiveCall['extension'] }[];
	/** Voicenter's word for it, and its number for what it did. */
	message?: string;
	actionId?: string;
}

type Call = WatchedCall & Pick<ActiveCall, 'callId' | 'extension'>;

/** Which reading of `state` was seen to work, of each account at each host, until this process ends. */
const proven = new Map<string, MuteConvention>();

/** Forgets what was seen; for tests. */
export function forgetMuteConventions(): void {
	proven.clear();
}

/**
 * Mutes the recording of a call, or of every call that is active on an extension; or has them recorded again.
 * It may take some seconds: the outcome is read back, and if it is not what was asked for, the other value of
 * `state` is sent.
 *
 * @param connection reaches the account, and says which value mutes, as far as is known
 * @param input whose recording, and how it shall be
 * @param clock the time; the real one unless given
 * @returns what is so now. An extension without a call, or whose last one has ended, needs no unmuting; it is no error
 * @throws InvalidInputError for input that must not be sent
 * @throws VoicenterError when the request was refused, when it could not be confirmed, or when there was nothing to mute
 */
export async function setRecordingMuted(
	connection: Connection,
	input: MuteInput,
	clock: Clock = realClock(connection, muteName(input.muted)),
): Promise<MuteResult> {
	const { muted, target, confirm } = checkInput(muteInput, input);
	const { account, log } = connection;
	let [address, ...others] = await muteAddresses(connection, muteName(muted));
	const remembered = proven.get(keyOf(connection, address));
	const configured = account.muteConvention ?? 'oneMutes';
	let accepted: { message?: string; actionId?: string } | undefined;
	const send = async (convention: MuteConvention): Promise<void> => {
		try {
			accepted = await requestMute(connection, { muted, target, convention, address });
		} catch (error) {
			const [next, ...rest] = others;
			if (next === undefined || !isElsewhere(error)) throw error;
			[address, others] = [next, rest];
			await send(convention);
		}
	};
	const result = ({ isMuted, ...found }: Omit<MuteResult, 'message' | 'actionId'>): MuteResult => {
		const whose = target.by === 'extension' ? { extension: target.extension } : { callId: target.callId };
		return { ...(isMuted !== undefined && { isMuted }), ...whose, ...found, ...accepted };
	};

	if (!confirm) {
		await send(remembered ?? configured);
		return result({ isConfirmed: false });
	}
	let outcome: MuteOutcome<Call>;
	try {
		const convention = remembered ?? configured;
		const isProven = remembered !== undefined;
		const read = async () => readCalls(connection, target);
		outcome = await bringAbout({ muted, convention, isProven, read, send, clock });
	} catch (error) {
		throw accepted ? unchecked(connection, muted, error) : error;
	}
	if (outcome.kind === 'confirmed') {
		if (outcome.proven) proven.set(keyOf(connection, address), outcome.proven);
		if (outcome.proven && outcome.proven !== remembered && outcome.proven !== configured) {
			log(
				`${muteName(muted)}: Voicenter takes the Mute Command the other way round than the credential says. ` +
					'This was found out and put right; change it in the credential, and muting will be faster.',
			);
		}
		const calls = outcome.calls.map(({ callId, extension }) => present({ callId, extension }));
		return result({ isMuted: muted, isConfirmed: true, calls });
	}
	const isIdle = outcome.kind === 'noCalls' || outcome.kind === 'ended';
	if (isIdle && !muted && target.by === 'extension') {
		return result({ isMuted: false, isConfirmed: true, calls: [] });
	}
	throw connection.http.fail({
		operation: muteName(muted),
		kind: 'refused',
		...explain(outcome, { muted, target }),
	});
}

async function readCalls(connection: Connection, target: MuteTarget): Promise<Call[]> {
	// A call may be on any extension, and may be handed on to another meanwhile.
	const which = target.by === 'extension' ? { extension: target.extension } : {};
	const extensions = (await checkExtensionActivity(connection, which)).filter(
		({ sip }) => target.by === 'callId' || sip?.toLowerCase() === target.extension.toLowerCase(),
	);
	// Not the same as an extension without a call: of this one, nothing can be seen.
	if (target.by === 'extension' && extensions.length === 0) throw notListed(connection, target.extension);
	return extensions
		.flatMap(({ calls }) => calls)
		.filter(({ callId }) => target.by === 'extension' || callId === target.callId)
		.map(({ callId, extension, isMuted }, place) => ({
			...present({ callId, extension }),
			isMuted,
			key: `${extension?.sip ?? ''}/${callId ?? place}`,
		}));
}

/** Muting needs no account code, Active Calls does: it lists the extensions of that account only. */
function notListed({ http }: Connection, extension: string): VoicenterError {
	return http.fail({
		operation: 'Get active calls',
		kind: 'refused',
		text: `Active Calls does not list extension ${extension}`,
		hint: 'Check that the account code in the credential belongs to the account that the extension is in.',
	});
}

/** What a person must know who was about to let a card number be said. */
const CAREFUL = 'Take the call as being recorded: let nobody say a card number.';

function explain(
	outcome: Exclude<MuteOutcome<Call>, { kind: 'confirmed' }>,
	{ muted, target }: { muted: boolean; target: MuteTarget },
): { text: string; hint: string } {
	const whose =
		target.by === 'extension' ? `on extension ${target.extension}` : `with the ID ${target.callId}`;
	switch (outcome.kind) {
		case 'noCalls':
			return {
				text: `Voicenter lists no active call ${whose}, so it could not be seen that anything is ${muted ? 'muted' : 'recorded again'}`,
				hint: muted
					? `Mute when the call is active on an extension. A call that begins after this is recorded in full. ${CAREFUL}`
					: 'The call has ended, or it is not on an extension.',
			};
		case 'ended':
			return {
				text: `the call ended before its recording could be seen to ${muted ? 'be muted' : 'go on'}`,
				hint: muted ? 'Check its recording for what must not be on it.' : 'There is nothing left to record.',
			};
		case 'unconfirmed': {
			const others = outcome.calls.filter(({ isMuted }) => isMuted !== muted);
			const list = others.map(({ callId, extension }) => `${callId ?? 'no ID'} (${extension?.sip ?? '?'})`);
			return {
				text:
					`Voicenter accepted the request, and did not do it for ${others.length} of ${outcome.calls.length} calls: ` +
					`${list.join(', ')}. Whether they are being recorded now is not known`,
				hint: muted
					? `${CAREFUL} Ask Voicenter whether these calls can be muted, and for the address of the account’s monitor server, which belongs in the credential.`
					: 'Ask Voicenter why these calls stay muted, and for the address of the account’s monitor server, which belongs in the credential.',
			};
		}
	}
}

/** The request went out, and then something broke. */
function unchecked({ http }: Connection, muted: boolean, error: unknown): unknown {
	if (!(error instanceof VoicenterError)) return error;
	const { kind, code, httpStatus, hint = '' } = error;
	return http.fail({
		operation: muteName(muted),
		kind,
		code,
		httpStatus,
		text: `the request was sent, but it could not be seen whether the recording is ${muted ? 'muted' : 'going on'} now. ${error.message}`,
		hint: `${muted ? `${CAREFUL} ` : ''}${hint}`.trim(),
	});
}

/** What was seen counts for an account at a host. */
function keyOf(connection: Connection, address: URL): string {
	return `${accountKey(connection)} ${address.origin}`;
}

/** A server that a login named may be no server that mutes. What refuses, or is slow, is one. */
function isElsewhere(error: unknown): boolean {
	if (!(error instanceof VoicenterError)) return false;
	const { kind, httpStatus = 0 } = error;
	return kind === 'unreachable' || kind === 'unreadable' || (kind === 'http' && httpStatus < 500);
}
