import type { FastifyInstance } from 'fastify';
import { departmentByCode, departmentById, type Extension } from '../account';
import { readParameters, textOf } from '../http/parameters';
import { addressOf } from '../http/server';
import { isTrusted, type World } from '../world';

// The reference gives no alphabet for codes, only that a malformed one differs from a wrong one. Assumed here:
// letters, digits and dashes, at least 8.
const WELL_FORMED_CODE = /^[A-Za-z0-9-]{8,64}$/;

const WHOLE_ORGANISATION = new Map([
	['1', true],
	['true', true],
	['0', false],
	['false', false],
]);

/** GetExtensions (voicenter-api.md §6): who has which extension. POST JSON and GET. */
export function extensionsService(server: FastifyInstance, world: World): void {
	server.route({
		method: ['GET', 'POST'],
		url: '/Comet/api/GetExtensions',
		handler: (request, reply) => {
			const { code, showAll } = readParameters(request) ?? {};
			// For an untrusted address the reference only says that every service refuses it; this is how this
			// one says no to anything.
			if (!isTrusted(world, addressOf(request)) || typeof code !== 'string' || !WELL_FORMED_CODE.test(code)) {
				return { ERR: 1, DESC: 'Unauthorized', EXTENSIONS: [] };
			}
			const all = WHOLE_ORGANISATION.get((textOf(showAll) ?? '0').toLowerCase());
			// The reference is silent; this is what the web framework under this path says to a value it cannot read.
			if (all === undefined) return reply.status(400).send({ Message: 'The request is invalid.' });
			return { ERR: 0, DESC: 'OK', EXTENSIONS: extensionsFor(world, code, all) };
		},
	});
}

function extensionsFor(world: World, code: string, all: boolean): object[] {
	const account = world.account.get();
	const department = departmentByCode(account, code);
	if (!department) return [];
	return account.extensions
		.filter((extension) => all || extension.departmentId === department.id)
		.map((extension) => listed(extension, departmentById(account, extension.departmentId).name));
}

function listed(extension: Extension, accountName: string): object {
	return {
		SIP: extension.sip,
		Name: extension.name,
		SpeedDial: extension.speedDial,
		AccountID: extension.departmentId,
		AccountName: accountName,
		UserName: extension.user.name,
		UserEmail: extension.user.email,
	};
}
