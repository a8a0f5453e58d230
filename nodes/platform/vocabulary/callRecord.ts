import type { Direction } from './callTypes';

/** One call, or one leg of it, in the words that every trigger and the Call Log share. Absent is absent. */
export interface CallRecord {
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
	answeredAt?: string;
	endedAt?: string;
	/** Talking, without ringing and waiting. */
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
	/** The country that was called, by name. */
	targetCountry?: string;
	/** What the call cost, in agorot. */
	priceAgorot?: number;
	recordingUrl?: string;
	/** The call was recorded, even if the recording is not there yet. Call Log only. */
	recordingExpected?: boolean;
	ivrPath?: IvrStep[];
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
