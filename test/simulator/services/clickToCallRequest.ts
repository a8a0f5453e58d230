import {
	type Account,
	departmentByCode,
	type Extension,
	extensionByLoginCode,
	extensionBySip,
} from '../account';
import { type Parameters, textOf } from '../http/parameters';
import { isPhoneNumber } from '../phones';

/** Click2Call's error numbers (voicenter-api.md §2). */
export const ERROR = { ok: 0, invalid: 1, application: 2, representativeOffline: 3, blocked: 4 } as const;

/** Click2Call says no. */
export class Refusal extends Error {
	constructor(
		readonly errorCode: number,
		message: string,
	) {
		super(message);
	}
}

/** A call to place: leg 1 rings `phone` (`extension` when it is one), leg 2 rings `target`. */
export interface CallRequest {
	readonly action: 'call';
	readonly phone: string;
	readonly extension?: Extension;
	readonly target: string;
}

/** Calls to end. */
export interface TerminateRequest {
	readonly action: 'terminate';
	readonly extension: Extension;
}

const MAX_CUSTOM_FIELDS = 10;
const SECONDS = ['phonemaxdialtime', 'targetmaxdialtime', 'maxduration'];
const FLAGS = ['phoneautoanswer', 'targetautoanswer', 'checkphonedevicestate', 'checktargetdevicestate'];
const CALLER_IDS = ['phonecallerid', 'targetcallerid'];

/**
 * Reads and checks a request's fields. Names are taken in the document's lower case only. Fields that are not known
 * here are let through: the document speaks of call kinds whose fields it does not give.
 * @throws Refusal with Voicenter's error number and a text
 */
export function readRequest(fields: Parameters, account: Account): CallRequest | TerminateRequest {
	const code = required(fields, 'code');
	if (!departmentByCode(account, code)) throw invalid('code');
	const action = required(fields, 'action').toLowerCase();
	if (action === 'terminate') {
		return { action, extension: extensionBySip(account, required(fields, 'phone')) ?? refuse('phone') };
	}
	if (action !== 'call') throw invalid('action');
	const phone = readPhone(fields, account);
	const target = readTarget(fields, account);
	checkOptionalFields(fields);
	checkAvailability(fields, account, phone.extension, target);
	return { action, ...phone, target };
}

function readPhone(fields: Parameters, account: Account): Pick<CallRequest, 'phone' | 'extension'> {
	const phone = required(fields, 'phone');
	if (phone === 'SIPTRUNK' || isPhoneNumber(phone)) return { phone };
	const extension =
		phone === 'logincode'
			? (extensionByLoginCode(account, required(fields, 'phonelogincode')) ?? refuse('phonelogincode'))
			: (extensionBySip(account, phone) ?? refuse('phone'));
	return { phone: extension.sip, extension };
}

function readTarget(fields: Parameters, account: Account): string {
	const target = required(fields, 'target');
	if (isPhoneNumber(target) || extensionBySip(account, target)) return target;
	throw invalid('target');
}

function checkOptionalFields(fields: Parameters): void {
	const wrong = (names: string[], right: RegExp) =>
		names.find((name) => textOf(fields[name]) !== undefined && !right.test(textOf(fields[name]) ?? ''));
	// "Pass one of True/False": a JSON boolean is none of the two words the document gives.
	const bad =
		wrong(['record'], /^(True|False)$/) ??
		wrong(SECONDS, /^[1-9]\d{0,8}$/) ??
		wrong(FLAGS, /^(1|0|true|false)$/i) ??
		wrong(CALLER_IDS, /^\d{3,15}$/) ??
		wrong(['ignoredncstatus'], /^[123]$/) ??
		wrong(['language'], /^[a-z]{2}$/);
	if (bad) throw invalid(bad);
	const custom = Object.entries(fields).filter(([name]) => name.startsWith('var_'));
	if (custom.length > MAX_CUSTOM_FIELDS) {
		throw new Refusal(ERROR.invalid, `No more than ${MAX_CUSTOM_FIELDS} var_ parameters are allowed`);
	}
	const nested = custom.find(([, value]) => typeof value === 'object');
	if (nested) throw invalid(nested[0]);
}

// The reference has no error number for the device checks; the nearest, 3, is assumed.
function checkAvailability(
	fields: Parameters,
	account: Account,
	phone: Extension | undefined,
	target: string,
): void {
	const offline = new Refusal(ERROR.representativeOffline, 'Extension representative offline');
	if (phone && !phone.online) throw offline;
	if (phone?.blocked) throw new Refusal(ERROR.blocked, 'Extension blocked for Click2Call calls');
	if (phone && isOn(fields['checkphonedevicestate']) && !phone.connected) throw offline;
	if (isOn(fields['checktargetdevicestate']) && extensionBySip(account, target)?.connected === false)
		throw offline;
}

function isOn(flag: unknown): boolean {
	return /^(1|true)$/i.test(textOf(flag) ?? '');
}

function required(fields: Parameters, name: string): string {
	const value = fields[name];
	const text = textOf(value);
	if (text !== undefined) return text;
	throw value === undefined || value === null || value === ''
		? new Refusal(ERROR.invalid, `${named(name)} is missing`)
		: invalid(name);
}

function invalid(name: string): Refusal {
	return new Refusal(ERROR.invalid, `${named(name)} is invalid`);
}

function refuse(name: string): never {
	throw invalid(name);
}

// The document's sample: "Phone is missing" for the field `phone`.
function named(field: string): string {
	return field.charAt(0).toUpperCase() + field.slice(1);
}
