/** The fields of a CDR notification (voicenter-api.md §9), and the call that they tell of in our words. */
import { z } from 'zod/v4';

import { present, presentOrNothing } from '../vocabulary/absent';
import { wireAi } from '../vocabulary/ai';
import type { CallRecord, IvrStep } from '../vocabulary/callRecord';
import { wireCustomData } from '../vocabulary/customData';
import { describeCall } from '../vocabulary/describeCall';
import { fromLocalEpoch } from '../vocabulary/times';
import { wireObject, wireObjects } from '../wire/structured';
import { idOf, lowerCaseKeys, wireBoolean, wireEpoch, wireNumber, wireText } from '../wire/values';

/** How the account is set up, as far as reading its records needs it. */
export interface AccountSettings {
	/** The account's time zone, in which `time` is written. */
	timeZone: string;
	/** Two letters; whose national numbers the account uses. */
	country: string;
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
export const wireCdr = z.object({
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

/** @param wire a record, read, with the call that it names and when it came, in milliseconds since 1970 */
export function toCallRecord(wire: WireCdr, { timeZone }: AccountSettings): CallRecord {
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

/** @param raw the record as it came */
export function dialerFieldsOf(raw: Record<string, unknown>): Pick<WireCdr, 'doNotCallMe'> {
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
