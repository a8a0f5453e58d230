import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { CdrNotification } from '../platform/inbound/cdr';
import type { CallRecord } from '../platform/vocabulary/callRecord';
import { admit } from '../support/webhook/access';
import { type CallFilter, passes } from '../support/callFilter';
import { toNodeError } from '../support/errors';
import { forLog } from '../support/forLog';
import { arrivalOf } from '../support/webhook/incomingRequests';
import { answerWith, readWebhookBody } from '../support/webhook/webhook';
import { holdAnswer } from './heldAnswer';
import { type Acknowledge, DEFAULTS, type Settings } from './settings';
import { noteSuccesses, start } from './start';

/**
 * Guard → body → read → filter → repeat? → workflow. Every record that can be read is acknowledged, also one that
 * the filter drops or that was processed before; what cannot be read is answered with err 1 and starts nothing
 * (voicenter-api.md §9). A record that was not processed is never acknowledged.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { acknowledge, readCdr } = await import('../platform/inbound/cdr');
	const { DEFAULT_COUNTRY, toE164 } = await import('../platform/vocabulary/phones');
	const { DEFAULT_TIME_ZONE } = await import('../platform/vocabulary/times');
	const given = this.getNodeParameter('settings', {}) as Settings;
	const settings = { ...DEFAULTS, timeZone: DEFAULT_TIME_ZONE, country: DEFAULT_COUNTRY, ...given };

	const admission = await admit(this, settings.allowedAddresses);
	if ('refused' in admission) return admission.refused;

	const body = await readWebhookBody(this);
	let notification: CdrNotification;
	try {
		notification = readCdr(body, settings);
	} catch (error) {
		if (!(error instanceof Error) || error.name !== 'WireError')
			throw toNodeError(error, { node: this.getNode() });
		this.logger.warn(`Voicenter Trigger: a record could not be read. ${forLog(error.message)}`);
		return answerWith(this, acknowledge(body, 'parseError'));
	}

	const filter = this.getNodeParameter('filters', {}) as CallFilter;
	const { country } = settings;
	const isWanted = (record: CallRecord) => passes(record, filter, (number) => toE164(number, country));

	const acknowledgement = this.getNodeParameter('acknowledge', 'immediately') as Acknowledge;
	const isLeg = settings.joinLegs && notification.record.leg !== undefined;
	if (!isLeg && !isWanted(notification.record)) {
		if (acknowledgement === 'afterSuccess') await noteSuccesses(this, settings.ignoreRepeats);
		return answerWith(this, acknowledge(body, 'ok'));
	}

	return start({
		context: this,
		notification,
		settings,
		isLeg,
		isWanted,
		acknowledge: acknowledgement,
		answer: holdAnswer(
			this.getResponseObject(),
			(answer) => acknowledge(body, answer),
			arrivalOf(this.getRequestObject()) + settings.answerWithin * 1_000,
		),
	});
}
