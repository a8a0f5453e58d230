import { type Account, departmentById, type Extension, type IvrLayer, type Queue } from '../account';
import { countryOf } from '../phones';
import { localEpochSeconds } from '../times';

/** A layer as the CDR spells it (voicenter-api.md §9, `IVR`). */
export interface CdrIvrLayer {
	readonly layer_id: number;
	readonly layer_name: string;
	readonly layer_number: number;
	readonly Dtmf: number;
	readonly dtmf_order: number;
}

/** A call's record, with the fields and spellings of voicenter-api.md §9. */
export interface CdrRecord {
	readonly caller: string;
	readonly target: string;
	/** Start of the call: seconds, shifted into the account's time zone. */
	readonly time: number;
	/** Talk time in seconds, ringing excluded. */
	readonly duration: number;
	readonly ivruniqueid: string;
	readonly type: string;
	/** The outcome; on two-leg calls leg 2's. */
	readonly status: string;
	readonly leg1DialStatusName?: string;
	readonly targetextension: string;
	readonly callerextension: string;
	readonly did: string;
	/** 0: the call went through no queue. */
	readonly queueid: number;
	readonly queuename: string;
	readonly record: string;
	/** In agorot. */
	readonly price: number;
	/** Ringing time in seconds. */
	readonly dialtime: number;
	readonly representative_name: string;
	readonly representative_code: string;
	readonly targetextension_name: string;
	readonly callerextension_name: string;
	readonly target_country: string;
	readonly caller_country: string;
	/** Only on calls that went through a queue. */
	readonly seconds_waiting_in_queue?: number;
	readonly OriginalIvrUniqueID?: string;
	readonly DepartmentName: string;
	readonly DepartmentID: number;
	readonly TopDepartmentName: string;
	readonly TopDepartmentID: number;
	readonly IVR?: readonly CdrIvrLayer[];
	readonly CustomData?: Readonly<Record<string, string>>;
	readonly [anyFurtherField: string]: unknown;
}

/** What all records need; the rest has the document's empty values unless a caller says otherwise. */
export interface RecordFacts {
	readonly account: Account;
	readonly callId: string;
	readonly startedAt: Date;
	readonly type: string;
	readonly status: string;
	readonly caller: string;
	readonly target: string;
	readonly durationSeconds: number;
	readonly dialSeconds: number;
	/** The extension of our side, and whether it called or was called. */
	readonly extension?: { readonly side: 'caller' | 'target'; readonly is: Extension };
	readonly did?: string;
	readonly queue?: { readonly is: Queue; readonly waitSeconds: number };
	readonly ivr?: readonly IvrLayer[];
	readonly leg1Status?: string;
	readonly recorded: boolean;
	readonly customData?: Readonly<Record<string, string>>;
}

/** Builds a record from what happened. */
export function buildRecord(facts: RecordFacts): CdrRecord {
	const { account, extension, queue } = facts;
	const department = departmentById(
		account,
		extension?.is.departmentId ?? queue?.is.departmentId ?? account.id,
	);
	const calling = extension?.side === 'caller' ? extension.is : undefined;
	const called = extension?.side === 'target' ? extension.is : undefined;
	return {
		caller: facts.caller,
		target: facts.target,
		time: localEpochSeconds(facts.startedAt),
		duration: facts.durationSeconds,
		ivruniqueid: facts.callId,
		type: facts.type,
		status: facts.status,
		...(facts.leg1Status !== undefined && { leg1DialStatusName: facts.leg1Status }),
		targetextension: called?.sip ?? '',
		callerextension: calling?.sip ?? '',
		did: facts.did ?? '',
		queueid: queue?.is.id ?? 0,
		queuename: queue?.is.name ?? '',
		record: facts.recorded ? recordingUrl(facts) : '',
		price: 0,
		dialtime: facts.dialSeconds,
		representative_name: extension?.is.user.name ?? '',
		representative_code: extension?.is.user.id ?? '',
		targetextension_name: called?.name ?? '',
		callerextension_name: calling?.name ?? '',
		target_country: countryOf(facts.target),
		caller_country: countryOf(facts.caller),
		...(queue && { seconds_waiting_in_queue: queue.waitSeconds }),
		DepartmentName: department.name,
		DepartmentID: department.id,
		TopDepartmentName: account.name,
		TopDepartmentID: account.id,
		...(facts.ivr && { IVR: facts.ivr.map(ivrLayer) }),
		...(facts.customData && Object.keys(facts.customData).length > 0 && { CustomData: facts.customData }),
	};
}

function ivrLayer(layer: IvrLayer, index: number): CdrIvrLayer {
	return {
		layer_id: layer.id,
		layer_name: layer.name,
		layer_number: layer.number,
		Dtmf: layer.dtmf,
		dtmf_order: index + 1,
	};
}

/** Where recordings are: the file's name follows. */
export const RECORDINGS_URL = 'https://cpanel.voicenter.co.il/CallsHistory/PlayRecord/';

/** A recording's file, shaped as in the document: 202205181005020246363e832-aws-Rojxp5-972521112233.mp3 */
export function recordingFile(callId: string, from: string, to: string): string {
	return `${callId}-aws-${from}-${to}.mp3`;
}

function recordingUrl({ callId, caller, target, extension }: RecordFacts): string {
	const from = extension?.side === 'caller' ? extension.is.sip : caller;
	const to = extension?.side === 'target' ? extension.is.sip : target;
	return RECORDINGS_URL + recordingFile(callId, from, to);
}
