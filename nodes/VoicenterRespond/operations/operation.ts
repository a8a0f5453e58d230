import type { IDataObject } from 'n8n-workflow';

import type { DescribedOperation, DescribedResource } from '../../support/describeOperations';
import type { FieldReader } from '../../support/fieldReader';
import type { AnswerKind } from '../../platform/inbound/answers';

/** What an answer is made from. */
export interface AnswerCall {
	/** The value of a field, as the user gave it. */
	field: FieldReader;
	/** The workflow's time zone, such as `Asia/Jerusalem`. */
	timeZone: string;
	/** What Voicenter asked: the trigger's item. */
	request: IDataObject;
}

/** One answer that can be given. */
export interface AnswerOperation extends DescribedOperation {
	/**
	 * Makes the answer in Voicenter's words.
	 *
	 * @throws InvalidInputError for a field that is wrong
	 */
	build: (call: AnswerCall) => Promise<object>;
}

/** Who asks, and the answers to that. */
export interface Question extends DescribedResource<AnswerOperation> {
	value: AnswerKind;
}
