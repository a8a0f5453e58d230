import type { Operation } from '../operation';
import { callIdField } from './fields';

/** Gets what artificial intelligence heard in a call. */
export const getInsights: Operation = {
	value: 'getInsights',
	name: 'Get Insights',
	action: 'Get AI insights of a call',
	description:
		'Gets what Voicenter’s AI heard in a recorded call: summary, emotions and more. Needs the API Token in the credential; each request counts against the account’s quota. Changes nothing.',
	fields: [callIdField],

	async execute({ connection, field }) {
		const service = await import('../../../platform/services/insights');
		return { ...(await service.getInsights(connection, { callId: field('callId') })) };
	},
};
