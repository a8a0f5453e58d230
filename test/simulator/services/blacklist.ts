import type { FastifyInstance, FastifyRequest } from 'fastify';
import { departmentByCode } from '../account';
import { listOf, readNamed, textOf } from '../http/parameters';
import { untrusted } from '../http/trust';
import { isPhoneNumber, withCountryPrefix } from '../phones';
import type { World } from '../world';

interface PhoneAnswer {
	readonly ErrorCode: number;
	readonly ErrorMessage: string;
	readonly Phone: string;
}

interface Answer {
	readonly ErrorCode: number;
	readonly ErrorMessage: string;
	readonly Phones: readonly PhoneAnswer[];
}

/** A phone as asked for. */
interface Asked {
	readonly phone: string;
	readonly name: string;
}

/** The reference says "about 100" and no number beyond which it refuses; twice that is assumed. */
const MOST_PHONES = 200;

const PHONES_INVALID = refused(2, 'The Phone field is missing or invalid');

/** Blacklist (voicenter-api.md §4): adds and removes numbers. POST JSON and GET. */
export function blacklistService(server: FastifyInstance, world: World): void {
	const add = (path: string, change: (asked: Asked) => void) => {
		server.route({
			method: ['GET', 'POST'],
			url: `/Blacklist/${path}`,
			handler: (request, reply) => {
				const refusal = untrusted(world, request, reply);
				return refusal ? refused(1, refusal) : answer(world, request, change);
			},
		});
	};
	add('AddBlackList', ({ phone, name }) => world.blacklist.add(phone, name));
	add('RemoveBulkFromBlacklist', ({ phone }) => world.blacklist.remove(phone));
}

function answer(world: World, request: FastifyRequest, change: (asked: Asked) => void): Answer {
	const fields = readNamed(request, ['Code', 'Phones']);
	const code = textOf(fields?.Code);
	if (!fields || code === undefined || !departmentByCode(world.account.get(), code)) {
		return refused(1, 'Authorization failed');
	}
	const asked = request.method === 'GET' ? readPhonesOfQuery(fields.Phones) : readPhones(fields.Phones);
	if (!asked || asked.length > MOST_PHONES) return PHONES_INVALID;
	return { ErrorCode: 0, ErrorMessage: 'OK', Phones: asked.map((one) => changeOne(world, one, change)) };
}

function changeOne(world: World, asked: Asked, change: (asked: Asked) => void): PhoneAnswer {
	const { phone } = asked;
	if (!isPhoneNumber(phone)) {
		const ErrorMessage = 'Please make sure the phone destination is in a valid format';
		return { ErrorCode: 1, ErrorMessage, Phone: phone };
	}
	if (world.blacklist.isTroubled(phone)) {
		return { ErrorCode: 2, ErrorMessage: 'Internal Error', Phone: withCountryPrefix(phone) };
	}
	change(asked);
	// As in the document's sample: asked for 0501234567, answered 972501234567.
	return { ErrorCode: 0, ErrorMessage: 'OK', Phone: withCountryPrefix(phone) };
}

function readPhones(phones: unknown): Asked[] | undefined {
	if (!Array.isArray(phones)) return undefined;
	return complete(
		phones.map((one: unknown) => {
			const { Phone, Name } = (one ?? {}) as { Phone?: unknown; Name?: unknown };
			return { phone: textOf(Phone), name: textOf(Name) ?? '' };
		}),
	);
}

// The document's GET sample breaks off at `phones=050`. Repeated keys are assumed, as the Call Log has them.
function readPhonesOfQuery(phones: unknown): Asked[] | undefined {
	return complete(listOf(phones).map((one) => ({ phone: textOf(one), name: '' })));
}

function complete(phones: readonly { phone: string | undefined; name: string }[]): Asked[] | undefined {
	const asked = phones.filter((one): one is Asked => one.phone !== undefined);
	return asked.length > 0 && asked.length === phones.length ? asked : undefined;
}

function refused(errorCode: number, text: string): Answer {
	return { ErrorCode: errorCode, ErrorMessage: text, Phones: [] };
}
