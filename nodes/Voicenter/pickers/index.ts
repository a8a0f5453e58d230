/** Every list that a field of the node is picked from, by the name that the field gives. */
export { searchActiveCalls } from './activeCalls';
export { searchAgents } from './agents';
export { searchAgentStatuses } from './agentStatuses';
export { searchCampaignAgents } from './campaignAgents';
export { searchCampaigns } from './campaigns';
export { searchExtensions } from '../../support/pickers/extensions';
export { searchQueues } from './queues';
