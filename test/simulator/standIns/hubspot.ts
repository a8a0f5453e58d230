import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod/v4';
import { bytesServer, jsonOf } from './bytesServer';
import type { PlayHost } from './network';

const searchSchema = z.object({
	filterGroups: z
		.array(
			z.object({
				filters: z.array(
					z.strictObject({ propertyName: z.string(), operator: z.literal('EQ'), value: z.string().min(1) }),
				),
			}),
		)
		.min(1)
		.max(5),
	limit: z.int().min(1).max(200).default(10),
	properties: z.array(z.string()).optional(),
	sorts: z.array(z.object({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']) })),
});

const taskSchema = z.strictObject({
	engagement: z.strictObject({
		type: z.literal('TASK'),
		timestamp: z.int().optional(),
		ownerId: z.int().optional(),
	}),
	metadata: z.strictObject({
		subject: z.string().min(1),
		body: z.string(),
		status: z.enum(['NOT_STARTED', 'COMPLETED', 'IN_PROGRESS', 'WAITING', 'DEFERRED']),
		forObjectType: z.enum(['CONTACT', 'COMPANY']),
	}),
	associations: z.strictObject({ contactIds: z.array(z.coerce.number()).optional() }),
});

const callSchema = z.strictObject({
	engagement: z.strictObject({ type: z.literal('CALL') }),
	metadata: z.strictObject({
		toNumber: z.string().min(1).optional(),
		status: z.enum(['COMPLETED', 'NO_ANSWER', 'BUSY', 'CANCELED', 'FAILED']).optional(),
		durationMilliseconds: z.int().min(1).optional(),
		recordingUrl: z.url().optional(),
		body: z.string().optional(),
	}),
	associations: taskSchema.shape.associations,
});

/** A call as HubSpot keeps it. */
export type HubspotCall = z.output<typeof callSchema>;

/** A task as HubSpot keeps it. */
export type HubspotTask = z.output<typeof taskSchema>;

/** A contact by its properties. */
export interface HubspotContact {
	readonly id: string;
	readonly properties: Readonly<Record<string, string>>;
}

/** HubSpot, as far as searching contacts and making tasks and calls go. */
export interface Hubspot {
	/** For api.hubapi.com. */
	readonly play: PlayHost;
	readonly contacts: HubspotContact[];
	readonly tasks: readonly HubspotTask[];
	readonly calls: readonly HubspotCall[];
}

/** @param token the service key that is let in; every other one gets 401 */
export function createHubspot(token: string): Hubspot {
	const contacts: HubspotContact[] = [];
	const tasks: HubspotTask[] = [];
	const calls: HubspotCall[] = [];
	const kept = { contacts, tasks, calls };
	return { ...kept, play: (tls) => hubspotServer(bytesServer(tls), token, kept) };
}

function hubspotServer(
	server: FastifyInstance,
	token: string,
	{ contacts, tasks, calls }: { contacts: HubspotContact[]; tasks: HubspotTask[]; calls: HubspotCall[] },
): FastifyInstance {
	server.addHook('preHandler', async (request, reply) => {
		if (request.headers.authorization !== `Bearer ${token}`) await fail(reply, 401, 'Authentication failed');
	});
	server.post('/crm/v3/objects/contacts/search', (request, reply) => {
		const search = searchSchema.safeParse(jsonOf(request.body));
		if (!search.success) return fail(reply, 400, z.prettifyError(search.error));
		const { filterGroups, limit } = search.data;
		const found = contacts.filter(({ properties }) =>
			filterGroups.some(({ filters }) =>
				filters.every(({ propertyName, value }) => properties[propertyName] === value),
			),
		);
		return {
			total: found.length,
			results: found.slice(0, limit).map((one) => ({ ...one, archived: false })),
		};
	});
	server.post('/engagements/v1/engagements', (request, reply) => {
		const body = jsonOf(request.body);
		const call = callSchema.safeParse(body).data;
		if (call) {
			calls.push(call);
			return { ...call, engagement: { ...call.engagement, id: calls.length } };
		}
		const task = taskSchema.safeParse(body);
		if (!task.success) return fail(reply, 400, z.prettifyError(task.error));
		tasks.push(task.data);
		return { ...task.data, engagement: { ...task.data.engagement, id: tasks.length } };
	});
	return server;
}

function fail(reply: FastifyReply, status: number, message: string): FastifyReply {
	return reply.status(status).send({ status: 'error', message, category: 'VALIDATION_ERROR' });
}
