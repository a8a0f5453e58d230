import { z } from 'zod/v4';
import type { AgentState, AgentStatus } from '../agents';
import { INSIGHTS_SHAPES, type InsightsShape } from '../insights';
import type { World } from '../world';
import { check } from './check';
import type { AddCommand } from './command';

const statusesSchema = z
	.array(z.strictObject({ id: z.int(), name: z.string().min(1), color: z.string().default('#000000') }))
	.min(1);
const quotaSchema = z.int().min(0).nullable();

export interface PeopleControl {
	/** The statuses that users have set, the last one of each. */
	agentStates: () => readonly AgentState[];
	/** The account's statuses: their names, and which there are. */
	setAgentStatuses: (statuses: readonly z.input<typeof statusesSchema>[number][]) => void;
	agentStatuses: () => readonly AgentStatus[];
	/** What call insights say of a call: `ai_data`. */
	setInsights: (callId: string, aiData: unknown) => void;
	/** Where an answer has it. */
	setInsightsShape: (shape: InsightsShape) => void;
	/** So many more requests for insights are answered, then 401; null: all. */
	setInsightsQuota: (requests: number | null) => void;
}

/** The commands over agents, and over what is known of calls. */
export function peopleControl(world: World): PeopleControl {
	return {
		agentStates: world.agents.states,
		agentStatuses: world.agents.statuses,
		setAgentStatuses: (statuses) => world.agents.setStatuses(check(statusesSchema, statuses)),
		setInsights: (callId, aiData) => world.insights.set(callId, aiData),
		setInsightsShape: (shape) => world.insights.setShape(check(z.enum(INSIGHTS_SHAPES), shape)),
		setInsightsQuota: (requests) => world.insights.setQuota(check(quotaSchema, requests)),
	};
}

/** The commands over HTTP. */
export function peopleCommands(add: AddCommand, control: PeopleControl): void {
	add('GET', '/agents', () => control.agentStates());
	add('GET', '/agents/statuses', () => control.agentStatuses());
	add('PUT', '/agents/statuses', ({ body }) => control.setAgentStatuses(body as AgentStatus[]));
	add('PUT', '/insights/quota', ({ body }) => {
		control.setInsightsQuota(check(z.strictObject({ requests: quotaSchema }), body).requests);
	});
	add('PUT', '/insights/shape', ({ body }) => {
		control.setInsightsShape(check(z.strictObject({ shape: z.enum(INSIGHTS_SHAPES) }), body).shape);
	});
	add('PUT', '/insights/:id', ({ id, body }) => control.setInsights(id, body));
}

export const PEOPLE_HELP = (url: string): string => `Agents' statuses, and what call insights say
  curl ${url}/control/agents
  curl ${url}/control/agents/statuses
  curl -X PUT ${url}/control/agents/statuses -d '[{"id":1,"name":"Login"},{"id":2,"name":"Logout"}]'
  curl -X PUT ${url}/control/insights/CALLID -d '{"insights":{"summary":"They want a refund."}}'
  curl -X PUT ${url}/control/insights/quota -d '{"requests":10}'
      null: as many as one likes
  curl -X PUT ${url}/control/insights/shape -d '{"shape":"flat"}'
      ai_data, aiData, besideData, flat, flatInData
`;
