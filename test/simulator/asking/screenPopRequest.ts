import { stringify } from 'qs';
import { z } from 'zod/v4';
import { localEpochSeconds } from '../times';
import type { Question } from './asker';

/** Voicenter's extension in Chrome's store (voicenter-api.md §11). */
const EXTENSION_ORIGIN = 'chrome-extension://ifiaikfdhcagbagdeflffjdammidpbio';

export const screenPopSchema = z.strictObject({
	/** Its own query is kept. */
	url: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }),
	/** How the extension is set: the older two name the fields otherwise than JSON does. */
	method: z.enum(['GET', 'POST form', 'POST json']).default('GET'),
	/** The SIP codes of the phones that ring, one request each. */
	extenUsers: z.array(z.string()).min(1).default(['SIPSIP1']),
	/** Who calls, or is called. */
	phone: z.string().default('0722776772'),
	did: z.string().default('0722776773'),
	/** Default: a new one. The same for all phones. */
	callId: z.string().min(1).optional(),
	/** Ringing or Dialing; in JSON also Talking and Hangup. */
	status: z.enum(['Ringing', 'Dialing', 'Talking', 'Hangup']).default('Ringing'),
	/** The rest is only said in JSON. */
	callerName: z.string().default(''),
	direction: z.enum(['Incoming', 'Outgoing', 'Click2Call']).optional(),
	customData: z.record(z.string(), z.string()).optional(),
	/** Merged over the fields: further ones, other values; `null` takes one away. */
	fields: z.record(z.string(), z.unknown()).default({}),
	/** null: not from a browser, nobody asks about origins. */
	origin: z.string().nullable().default(EXTENSION_ORIGIN),
	/** false: the extension has its host's permission and asks no other; the answer is still hidden without. */
	preflight: z.boolean().default(true),
	/** Sent besides Content-Type, for a receiver that wants a secret. A browser asks before it sends any. */
	headers: z.record(z.string(), z.string()).default({}),
	/** How long a pop-up is waited for, preflight included. */
	deadlineMs: z.int().min(1).default(3000),
});
export type ScreenPopOptions = z.input<typeof screenPopSchema>;
export type ScreenPopPlan = z.output<typeof screenPopSchema>;

/** One browser's request (voicenter-api.md §11): GET and form in the older names, JSON in the newer. */
export function screenPopRequest(plan: ScreenPopPlan, callId: string, extenUser: string): Question {
	const fields = withFields(
		plan.method === 'POST json' ? newerFields(plan, callId, extenUser) : olderFields(plan, callId, extenUser),
		plan.fields,
	);
	const shared = {
		deadlineMs: plan.deadlineMs,
		headers: {
			Accept: '*/*',
			'User-Agent':
				'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36',
			...(plan.origin !== null && {
				Origin: plan.origin,
				'Sec-Fetch-Mode': 'cors',
				'Sec-Fetch-Site': 'cross-site',
			}),
			...plan.headers,
		},
	};
	switch (plan.method) {
		case 'GET':
			return { ...shared, method: 'GET', url: withQuery(plan.url, stringify(fields)) };
		case 'POST form':
			return {
				...shared,
				method: 'POST',
				url: plan.url,
				headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...shared.headers },
				body: stringify(fields),
			};
		case 'POST json':
			return {
				...shared,
				method: 'POST',
				url: plan.url,
				headers: { 'Content-Type': 'application/json', ...shared.headers },
				body: JSON.stringify(fields),
			};
	}
}

function olderFields(plan: ScreenPopPlan, callId: string, extenUser: string): Record<string, unknown> {
	const { phone, did, status } = plan;
	return { phone, ivrid: callId, extenUser, did, statusCall: status };
}

/**
 * The reference names the newer fields and says of currentCall no more than its customdata; assumed: what a real-time
 * event's currentCall has (§13), its times the account's wall clock too (§1), and the older names for what the older
 * requests have.
 */
function newerFields(plan: ScreenPopPlan, callId: string, extenUser: string): Record<string, unknown> {
	const answered = plan.status === 'Talking';
	const direction = plan.direction ?? (plan.status === 'Dialing' ? 'Outgoing' : 'Incoming');
	const callStarted = localEpochSeconds(new Date());
	const callAnswered = answered ? callStarted : 0;
	return {
		phone: plan.phone,
		callerName: plan.callerName,
		ivrid: callId,
		extenUser,
		did: plan.did,
		status: plan.status,
		direction,
		isMuted: false,
		callStarted,
		isAnswered: answered,
		callAnswered,
		currentCall: {
			callStarted,
			callAnswered,
			answered: answered ? 1 : 0,
			callername: plan.callerName,
			callerphone: plan.phone,
			callstatus: plan.status,
			direction,
			ivrid: callId,
			did: plan.did,
			recording: { Filename: '', IsMuted: 0 },
			...(plan.customData && { customdata: plan.customData }),
		},
	};
}

function withFields(fields: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries({ ...fields, ...over }).filter(([, value]) => value !== null));
}

function withQuery(url: string, query: string): string {
	return url + (url.includes('?') ? '&' : '?') + query;
}
