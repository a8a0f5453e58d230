/** CDR notification (voicenter-api.md §9): the record that Voicenter sends when a call has ended. */
import { z } from 'zod/v4';

import { present, presentOrNothing } from '../vocabulary/absent';
import { wireAi } from '../vocabulary/ai';
import { callItem } from '../vocabulary/callItem';
import type { CallRecord, IvrStep } from '../vocabulary/callRecord';
import { describeCall } from '../vocabulary/describeCall';
import { localeOf } from '../vocabulary/locale';
import { fromLocalEpoch } from '../vocabulary/times';
import { formatOf, readRecords, type WireBody, writeBody } from '../wire/body';
import { withRepairBudget } from '../wire/json';
import { isObject, wireObject, wireObjects } from '../wire/structured';
import { wireCustomData } from '../vocabulary/customData';
import { idOf, lowerCaseKeys, textOf, wireBoolean, wireEpoch, wireNumber, wireText } from '../wire/values';
import { WireError } from '../wire/wireError';

/** How the account is set up, as far as reading its records needs it. */
export interface AccountSettings {
	/** The account's time zone, in which `time` is written. */
	timeZone: string;
	/** Two letters; whose national numbers the account uses. */
	country: string;
}

/** A record, read: in our words, and as it came. */
export interface CdrNotification {
	record: CallRecord;
	raw: Record<string, unknown>;
}

/** What an acknowledgement says: anything but 0 makes Voicenter send the record again. */
export const ACKNOWLEDGEMENT = {
	ok: { err: 0, errdesc: 'OK' },
	parseError: { err: 1, errdesc: 'Parse error' },
	applicationError: { err: 2, errdesc: 'Application error' },
} as const;

/** Which of the {@link ACKNOWLEDGEMENT}s. */
export type Answer = keyof typeof ACKNOWLEDGEMENT;

/** What a body holds: the records that could be read, and what is wrong with each of the others. */
export interface CdrNotifications {
	read: CdrNotification[];
	broken: string[];
}

/**
 * Reads the notifications of a body in whichever of the three formats it came; two public receivers expect a list of
 * records (voicenter-api.md §9). One that cannot be read takes none of the others with it.
 *
 * @param arrivedAt in milliseconds since 1970
 * @throws WireError when nothing of it can be read
 */
export function readCdrs(
	body: WireBody,
	settings: AccountSettings,
	arrivedAt: number = Date.now(),
): CdrNotifications {
	return withRepairBudget(() => {
		const found: CdrNotifications = { read: [], broken: [] };
		for (const raw of readRecords(body)) {
			try {
				found.read.push(readRecord(raw, settings, arrivedAt));
			} catch (error) {
				if (!(error instanceof WireError)) throw error;
				found.broken.push(error.message);
			}
		}
		const [problem] = found.broken;
		if (found.read.length === 0 && problem !== undefined) throw new WireError(problem);
		return found;
	});
}

function readRecord(raw: unknown, settings: AccountSettings, arrivedAt: number): CdrNotification {
	if (!isObject(raw)) throw new WireError('The record is not an object with fields');
	const wire = wireCdr.parse(lowerCaseKeys(raw));
	const callId = wire.ivruniqueid;
	if (callId === undefined) throw new WireError('The record has no ivruniqueid, so it names no call');
	return {
		record: callItem(
			toCallRecord({ ...wire, callId, ...dialerFieldsOf(raw), arrivedAt }, settings),
			localeOf(settings),
		),
		raw,
	};
}

/**
 * Answers a notification in the format that it came in.
 *
 * @param body the notification
 * @param answer which of the {@link ACKNOWLEDGEMENT}s
 */
export function acknowledge(body: WireBody, answer: Answer): { text: string; contentType: string } {
	return writeBody(formatOf(body), ACKNOWLEDGEMENT[answer]);
}

/**
 * What tells a record from every other: when it is sent again, all of this is the same. A call ID alone is not
 * enough: the legs of a call share one, and so do the queues that a call went through.
 */
export function nameOfCdr({ record, raw }: CdrNotification): string {
	const { callId, originalCallId, type, durationSeconds, status } = record;
	const { callerNumber, target, did, queue, extension, ringSeconds, waitSeconds } = record;
	return JSON.stringify([
		callId,
		originalCallId,
		type?.toLowerCase(),
		// Not the moment: which of the two it is in autumn's repeated hour depends on when the record arrived.
		textOf(lowerCaseKeys(raw)['time']),
		durationSeconds,
		status,
		callerNumber,
		target,
		did,
		queue?.id,
		extension?.sip,
		ringSeconds,
		waitSeconds,
	]);
}

/**
 * What a record has with it that comes later than the call's end: the recording, and what artificial intelligence
 * heard. A record that comes again may have more of it (voicenter-api.md §9).
 *
 * @returns a bit for each; {@link nameOfCdr} is the same with and without
 */
export function extrasOfCdr({ record: { recordingUrl, ai } }: CdrNotification): number {
	const extras = [recordingUrl, ai, ai?.['summary'], ai?.['insights'], ai?.['transcript']];
	return extras.reduce<number>((bits, extra, place) => bits | (extra === undefined ? 0 : 1 << place), 0);
}

const wireLayer = z.object({
	layer_id: wireText,
	layer_name: wireText,
	layer_number: wireNumber,
	// So the document's table of fields calls it; its samples have the other.
	layernumber: wireNumber,
	dtmf: wireText,
	dtmf_order: wireNumber,
});

/** More than any caller hears. A body has room for hundreds of thousands, and reading them would take seconds. */
const MOST_LAYERS = 1_000;

const wireLayers = wireObjects.transform((layers) =>
	layers.slice(0, MOST_LAYERS).map((layer) => wireLayer.parse(lowerCaseKeys(layer))),
);

/** 0 is none. */
const idField = z.unknown().transform(idOf);

/** The fields by lower-case name: `DepartmentID` and `DepartmentId` both occur. */
const wireCdr = z.object({
	ivruniqueid: wireText,
	originalivruniqueid: wireText,
	caller: wireText,
	callerphone: wireText,
	target: wireText,
	did: wireText,
	time: wireEpoch,
	duration: wireNumber,
	dialtime: wireNumber,
	seconds_waiting_in_queue: wireNumber,
	type: wireText,
	status: wireText,
	leg1dialstatusname: wireText,
	isanswer: wireBoolean,
	direction: wireText,
	queueid: idField,
	queuename: wireText,
	targetextension: wireText,
	targetextension_name: wireText,
	callerextension: wireText,
	callerextension_name: wireText,
	extenuser: wireText,
	representative_code: wireText,
	representative_name: wireText,
	departmentname: wireText,
	departmentid: wireText,
	topdepartmentname: wireText,
	topdepartmentid: wireText,
	campaignname: wireText,
	campaignid: idField,
	campaigncode: wireText,
	dialerdata: wireObject,
	retrynum: wireNumber,
	retryamount: wireNumber,
	caller_country: wireText,
	target_country: wireText,
	price: wireNumber,
	record: wireText,
	ivr: wireLayers,
	customdata: wireCustomData,
	// So Voicenter's own WebSDK reads it.
	custom_data: wireCustomData,
	aidata: wireAi,
	actualcallduration: wireNumber,
	actualcalldialtime: wireNumber,
});

type WireCdr = z.output<typeof wireCdr> & {
	callId: string;
	doNotCallMe: Record<string, unknown> | undefined;
	arrivedAt: number;
};

function toCallRecord(wire: WireCdr, { timeZone }: AccountSettings): CallRecord {
	const queue = presentOrNothing({ id: wire.queueid, name: wire.queuename });
	// Newer accounts say exactly what others say by and large.
	const dialSeconds = wire.actualcalldialtime ?? wire.dialtime;
	const described = describeCall({
		typeName: wire.type,
		directionWord: wire.direction,
		// On two-leg calls this is leg 2's, whatever the type.
		status: wire.status,
		saysAnswered: wire.isanswer,
		callerNumber: wire.caller ?? wire.callerphone,
		target: wire.target,
		startedAt:
			wire.time === undefined ? undefined : fromLocalEpoch(wire.time, timeZone, wire.arrivedAt)?.toJSDate(),
		hasQueue: queue !== undefined,
		secondsToAnswer: Math.max(wire.seconds_waiting_in_queue ?? 0, dialSeconds ?? 0),
		waitSeconds: wire.seconds_waiting_in_queue,
		durationSeconds: wire.duration,
		talkSeconds: wire.actualcallduration,
	});
	return present({
		callId: wire.callId,
		originalCallId: wire.originalivruniqueid,
		...described,
		leg1Status: wire.leg1dialstatusname,
		did: wire.did,
		ringSeconds: dialSeconds,
		waitSeconds: wire.seconds_waiting_in_queue,
		queue,
		extension: extensionOf(wire),
		agent: presentOrNothing({ id: wire.representative_code, name: wire.representative_name }),
		department: wire.departmentname,
		departmentId: wire.departmentid,
		topDepartment: wire.topdepartmentname,
		topDepartmentId: wire.topdepartmentid,
		campaign: presentOrNothing({ id: wire.campaignid, name: wire.campaignname, code: wire.campaigncode }),
		retryNumber: wire.retrynum,
		retryLimit: wire.retryamount,
		dialerData: wire.dialerdata,
		doNotCallMe: wire.doNotCallMe,
		callerCountry: wire.caller_country,
		targetCountry: wire.target_country,
		priceAgorot: wire.price,
		recordingUrl: wire.record,
		ivrPath: ivrPathOf(wire),
		customData: wire.customdata ?? wire.custom_data,
		ai: wire.aidata,
	});
}

/** The names vary behind their beginning: `DoNotCallMe`, `DoNotCallMeDate` … */
const DO_NOT_CALL_ME = /^donotcallme/i;

function dialerFieldsOf(raw: Record<string, unknown>): Pick<WireCdr, 'doNotCallMe'> {
	const said = Object.entries(raw).filter(
		([name, value]) => DO_NOT_CALL_ME.test(name) && value !== '' && value !== null,
	);
	if (said.length === 0) return { doNotCallMe: undefined };
	return {
		doNotCallMe: Object.fromEntries(
			said.map(([name, value]) => [name.replace(DO_NOT_CALL_ME, '') || 'value', value]),
		),
	};
}

/** The answering extension of an incoming call, the calling one of an outgoing call. */
function extensionOf(wire: WireCdr): CallRecord['extension'] {
	if (wire.targetextension !== undefined) {
		return present({ sip: wire.targetextension, name: wire.targetextension_name });
	}
	if (wire.callerextension !== undefined) {
		return present({ sip: wire.callerextension, name: wire.callerextension_name });
	}
	return presentOrNothing({
		sip: wire.extenuser,
		name: wire.targetextension_name ?? wire.callerextension_name,
	});
}

function ivrPathOf(wire: WireCdr): IvrStep[] | undefined {
	const steps = wire.ivr.map(toIvrStep).filter((step) => step !== undefined);
	return steps.length > 0 ? steps : undefined;
}

function toIvrStep(layer: z.output<typeof wireLayer>): IvrStep | undefined {
	return presentOrNothing({
		order: layer.dtmf_order,
		layerId: layer.layer_id,
		layerName: layer.layer_name,
		layerNumber: layer.layer_number ?? layer.layernumber,
		dtmf: layer.dtmf === '0' ? undefined : layer.dtmf,
	});
}
