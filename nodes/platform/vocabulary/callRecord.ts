import type { Direction } from './callTypes';

/** One call, or one leg of it, in the words that every trigger and the Call Log share. Absent is absent. */
export interface CallRecord {
	/**
	 * The other side's number, whichever way the call went, ready to dial: nationally in Israel, else with the
	 * country's code and its plus sign. Absent where both sides are colleagues, and where it is not known.
	 */
	customerNumber?: string;
	customerE164?: string;
	/** Whether messages can be sent to it; absent where that cannot be told. */
	isMobile?: boolean;
	/** The caller has withheld the number. */
	isWithheld?: boolean;
	callId: string;
	/** The call that this one came from, after a transfer. */
	originalCallId?: string;
	direction?: Direction;
	/** Voicenter's name of the call type. */
	type?: string;
	typeId?: number;
	/** 1 or 2 where a call is two calls joined (click to call, dialer). */
	leg?: 1 | 2;
	/** Voicenter's word for how the call ended: ANSWER, ABANDONE, NOANSWER … */
	status?: string;
	/** How the first leg ended, where a call is two calls joined and Voicenter says so. */
	leg1Status?: string;
	isAnswered: boolean;
	isAbandoned: boolean;
	isMissed: boolean;
	isVoicemail: boolean;
	/** Not `caller`: n8n refuses every expression that reads a property of that name. */
	callerNumber?: string;
	callerE164?: string;
	target?: string;
	targetE164?: string;
	did?: string;
	/** ISO 8601, UTC; also `answeredAt` and `endedAt`. */
	startedAt?: string;
	/** The same by the account's clock, for people: `2026-11-30 14:05`. */
	startedAtLocal?: string;
	answeredAt?: string;
	endedAt?: string;
	/** Talking with the other side, without ringing and waiting; 0 when nobody talked. Of voicemail, the message. */
	durationSeconds?: number;
	ringSeconds?: number;
	waitSeconds?: number;
	queue?: { id?: string; name?: string };
	extension?: { sip?: string; name?: string };
	agent?: { id?: string; name?: string };
	/** Who the phone belongs to, where nobody has logged in as an agent. Call Log only. */
	user?: { id?: string; name?: string };
	department?: string;
	departmentId?: string;
	/** The department that the department belongs to, at the top. CDR only. */
	topDepartment?: string;
	topDepartmentId?: string;
	/** The dialer's campaign. CDR only. */
	campaign?: { id?: string; name?: string; code?: string };
	/** Which try of the dialer's this was, and how many it makes. CDR only. */
	retryNumber?: number;
	retryLimit?: number;
	/** What the dialer knows of the target. CDR only. */
	dialerData?: Record<string, unknown>;
	/** The dialer's fields that begin with DoNotCallMe, by the rest of their names. CDR only. */
	doNotCallMe?: Record<string, unknown>;
	/** The country that the call came from, by name. CDR only. */
	callerCountry?: string;
	/** The country that was called, by name. */
	targetCountry?: string;
	/** What the call cost, in agorot. */
	priceAgorot?: number;
	recordingUrl?: string;
	/** The call was recorded, even if the recording is not there yet. Call Log only. */
	recordingExpected?: boolean;
	ivrPath?: IvrStep[];
	/** The same for people: `Main Menu: 2 → Sales: 1`. */
	ivrPathText?: string;
	customData?: Record<string, unknown>;
	/** Summary, emotions, transcript, where the account has them. */
	ai?: Record<string, unknown>;
}

/** One layer of the IVR that the call went through. */
export interface IvrStep {
	order?: number;
	layerId?: string;
	layerName?: string;
	layerNumber?: number;
	/** The keys pressed there; absent when none were. */
	dtmf?: string;
}

/** The way through the IVR as one text: `Main Menu: 2 → Sales: 1`, a layer's keys behind its name. */
export function ivrPathText(path: readonly IvrStep[] | undefined): string | undefined {
	return path
		?.map(({ layerName, layerNumber, layerId, dtmf }) => {
			const layer = layerName ?? String(layerNumber ?? layerId ?? '?');
			return dtmf === undefined ? layer : `${layer}: ${dtmf}`;
		})
		.join(' → ');
}
