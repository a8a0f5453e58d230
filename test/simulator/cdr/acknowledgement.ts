import { parse } from 'qs';
import { readMethodResponse, type XmlRpcValue } from '../xmlrpc';
import type { CdrFormat } from './encode';

/** Whether an answer lets Voicenter stop sending the record, and if not, why. */
export type Acknowledgement =
	| { readonly acknowledged: true; readonly err: 0 }
	| { readonly acknowledged: false; readonly problem: string; readonly err?: number };

/**
 * Judges the receiver's answer to a CDR (voicenter-api.md §9, §14): HTTP 200 and `err` 0 with an `errdesc`, in the
 * format in which the record was sent. `err` is an integer (JSON number, XML-RPC int), a form's is its text.
 * The Content-Type is not looked at: the reference asks for a format, not for a header.
 */
export function judgeAcknowledgement(
	format: CdrFormat,
	status: number,
	body: string,
	keys: 'err' | 'Err' = 'err',
): Acknowledgement {
	if (status !== 200) return refused(`HTTP ${status} instead of 200`);
	let answer: unknown;
	try {
		answer = readAnswer(format, body);
	} catch (error) {
		return refused(`not an answer in ${format}: ${error instanceof Error ? error.message : String(error)}`);
	}
	if (typeof answer !== 'object' || answer === null || Array.isArray(answer))
		return refused('not a set of fields');
	const { [keys]: err, [`${keys}desc`]: errdesc } = answer as Partial<Record<string, unknown>>;
	if (err === undefined) return refused(`"${keys}" is missing`);
	if (typeof errdesc !== 'string') return refused(`"${keys}desc" is missing or no text`);
	const number = format === 'form' && typeof err === 'string' && /^\d+$/.test(err) ? Number(err) : err;
	if (number === 0) return { acknowledged: true, err: number };
	if (typeof number === 'number') return { ...refused(`err is ${JSON.stringify(err)}`), err: number };
	return refused(format === 'form' ? `err is ${JSON.stringify(err)}` : '"err" is no integer');
}

function readAnswer(format: CdrFormat, body: string): unknown {
	if (format === 'json') return JSON.parse(body) as unknown;
	if (format === 'xmlrpc') return readMethodResponse(body) satisfies XmlRpcValue;
	return parse(body);
}

function refused(problem: string) {
	return { acknowledged: false as const, problem };
}
