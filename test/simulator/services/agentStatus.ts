import type { FastifyInstance, FastifyRequest } from 'fastify';
import { departmentByCode, extensionBySip, isWithin, withExtension } from '../account';
import { LOGOUT } from '../agents';
import { readNamed, textOf } from '../http/parameters';
import { untrusted } from '../http/trust';
import type { World } from '../world';

const OK = 1;
const INTERNAL_ERROR = 4;

// The reference gives the numbers without their texts.
const TEXTS = {
	1: 'OK',
	2: 'The code or the user is invalid',
	3: 'The extension is invalid',
	4: 'The status is not supported',
} as const;

/** Agent status (voicenter-api.md §8). POST JSON and GET. */
export function agentStatusService(server: FastifyInstance, world: World): void {
	server.route({
		method: ['GET', 'POST'],
		url: '/UserLogin/SetStatusFromAPI',
		handler: (request, reply) => {
			const refusal = untrusted(world, request, reply);
			const status = refusal === undefined ? setStatus(world, request) : 2;
			return {
				Status: status,
				StatusError: status === OK ? OK : INTERNAL_ERROR,
				StatusErroMessage: refusal ?? TEXTS[status],
			};
		},
	});
	server.route({
		method: ['GET', 'POST'],
		url: '/UserLogin/GetStatusesList',
		handler: (request, reply) => {
			const refused = untrusted(world, request, reply) !== undefined;
			const code = textOf(readNamed(request, ['code'])?.code) ?? '';
			// To a wrong code the reference gives no answer; an empty list is assumed, as of GetExtensions.
			const known = !refused && departmentByCode(world.account.get(), code) !== undefined;
			const statuses = known ? world.agents.statuses() : [];
			return { Statuses: statuses.map(({ id, name, color }) => ({ ID: id, Name: name, Color: color })) };
		},
	});
}

function setStatus(world: World, request: FastifyRequest): keyof typeof TEXTS {
	const fields = readNamed(request, ['Code', 'UserId', 'ExtensionUser', 'Status']) ?? {};
	const account = world.account.get();
	const department = departmentByCode(account, textOf(fields.Code) ?? '');
	const userId = textOf(fields.UserId);
	const user = account.extensions.find((extension) => extension.user.id === userId);
	if (!department || !user || !isWithin(account, department, user.departmentId)) return 2;
	const extension = extensionBySip(account, textOf(fields.ExtensionUser) ?? '');
	if (!extension) return 3;
	const status = Number(textOf(fields.Status));
	if (!world.agents.statuses().some(({ id }) => id === status)) return 4;
	world.agents.set({ userId: user.user.id, extension: extension.sip, status, since: new Date() });
	world.account.update((current) => withExtension(current, extension.sip, { online: status !== LOGOUT }));
	return OK;
}
