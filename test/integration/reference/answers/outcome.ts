import type { IDataObject } from 'n8n-workflow';

import type { FailureKind } from '../../../../nodes/platform/http/errors';
import type { Control } from '../../../simulator';
import type { Run } from '../../../n8nCore/action';

/** One documented result or error, how Voicenter comes to give it, and what the user gets. */
export interface OutcomeCase {
	/** The reference's name of the method. */
	method: string;
	/** As the reference's list has it. */
	outcome: string;
	/** Fields of the node, beside those that the method's operation always has. */
	parameters?: Run['parameters'];
	items?: IDataObject[];
	credential?: NonNullable<Run['credential']>;
	/** "On Error": the failed items come out as errors. */
	continueOnFail?: boolean;
	/** What must be so at Voicenter. */
	provoke?: (control: Control) => void;
	/** What Voicenter answers, word for word, where the simulator has no reason to. */
	answer?: { status?: number; body: unknown };
	/** What each item's JSON holds, errors under "continue on fail" included. */
	result?: unknown[];
	/** What ends the run. */
	error?: ExpectedError;
}

/** An error as a person reads it. */
export interface ExpectedError {
	message: string;
	hint: RegExp;
	kind?: FailureKind;
	httpStatus?: number;
}

/** An item that fails under "continue on fail": its one text is the message, and what to do about it. */
export const failed = (message: string, hint: RegExp) => ({
	error: like(new RegExp(`^${message.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\.? .*${hint.source}`, 's')),
});

/** A text that looks like this. */
export const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);
