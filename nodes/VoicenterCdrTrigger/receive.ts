import {
	type IHookFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeOperationError,
} from 'n8n-workflow';

import { type CallFilter, passes } from '../support/callFilter';
import { toNodeError } from '../support/errors';
import { answerWith, readWebhookBody } from '../support/webhook';

interface Settings {
	timeZone?: string;
	country?: string;
}

/**
 * Runs when the workflow is activated: a time zone or country that is none would spoil every record in silence.
 *
 * @throws NodeOperationError that says what is wrong, which n8n shows instead of activating
 */
export async function checkSettings(this: IHookFunctions): Promise<void> {
	const { isTimeZone } = await import('../platform/vocabulary/times');
	const { isCountry } = await import('../platform/vocabulary/phones');
	const { timeZone, country } = this.getNodeParameter('settings', {}) as Settings;
	if (timeZone !== undefined && !isTimeZone(timeZone)) {
		throw new NodeOperationError(
			this.getNode(),
			`Account Time Zone: "${timeZone}" is not a time zone. Right would be Asia/Jerusalem or Europe/London.`,
		);
	}
	if (country !== undefined && !isCountry(country.toUpperCase())) {
		throw new NodeOperationError(
			this.getNode(),
			`Default Country: "${country}" is not a country. Give its two letters, such as IL, US or GB.`,
		);
	}
}

/**
 * Body → read → filter → workflow. Every record that can be read is acknowledged, also one that the filter
 * drops; what cannot be read is answered with err 1 and starts nothing (voicenter-api.md §9).
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { acknowledge, readCdr } = await import('../platform/inbound/cdr');
	const { DEFAULT_COUNTRY, toE164 } = await import('../platform/vocabulary/phones');
	const { DEFAULT_TIME_ZONE } = await import('../platform/vocabulary/times');
	const { timeZone = DEFAULT_TIME_ZONE, country = DEFAULT_COUNTRY } = this.getNodeParameter(
		'settings',
		{},
	) as Settings;

	const body = await readWebhookBody(this);
	let notification;
	try {
		notification = readCdr(body, { timeZone, country });
	} catch (error) {
		if (!(error instanceof Error) || error.name !== 'WireError')
			throw toNodeError(error, { node: this.getNode() });
		this.logger.warn(`Voicenter CDR Trigger: a record could not be read. ${error.message}`);
		return answerWith(this, acknowledge(body, 'parseError'));
	}

	const sameNumber = (a: string, b: string) =>
		(toE164(a, country) ?? a.trim()) === (toE164(b, country) ?? b.trim());
	const { record, raw } = notification;
	const acknowledgement = acknowledge(body, 'ok');
	if (!passes(record, this.getNodeParameter('filters', {}) as CallFilter, sameNumber)) {
		return answerWith(this, acknowledgement);
	}
	return answerWith(this, acknowledgement, [[{ json: { ...record, raw } }]]);
}
