import { ExecutionStatusList } from 'n8n-workflow';
import { z } from 'zod/v4';
import { type CredentialInput, type DynamicParameterRequest, OWNER, type WorkflowInput } from './inputs';
import type { N8nVersion } from './paths';
import {
	credential,
	type Credential,
	credentialVerdict,
	type CredentialVerdict,
	type Execution,
	executionList,
	type ExecutionItem,
	type ExecutionSummary,
	listSearchResult,
	type ListSearchResult,
	manualRun,
	type ManualRun,
	nodeType,
	type NodeType,
	openCredential,
	type OpenCredential,
	options,
	publicationStatus,
	type PublicationStatus,
	readExecution,
	settings,
	workflow,
	type Workflow,
} from './schemas';
import { RestSession } from './session';
import { until } from './until';

export { OWNER } from './inputs';

export interface WaitOptions {
	/** In milliseconds; 30 s unless told. */
	timeoutMs?: number;
}

const ENDED = new Set(['canceled', 'crashed', 'error', 'success']);
const DEFAULT_WAIT_MS = 30_000;

/** A client of the interface behind n8n's own editor. Every method throws N8nRestError when n8n refuses. */
export class N8nApi {
	readonly session: RestSession;

	/**
	 * @param origin where n8n is: `instance.url`
	 * @param version which n8n it is
	 */
	constructor(
		origin: string,
		private readonly version: N8nVersion = 'v2',
	) {
		this.session = new RestSession(origin);
	}

	/** Signs in as {@link OWNER}, setting the owner up first on a fresh n8n. */
	static async connect(instance: { url: string; version?: N8nVersion }): Promise<N8nApi> {
		const api = new N8nApi(instance.url, instance.version);
		const { userManagement } = settings.parse(await api.session.request('GET', '/rest/settings'));
		await (userManagement.showSetupOnFirstLoad ? api.setupOwner() : api.login());
		return api;
	}

	/** Makes the first user and signs in. */
	async setupOwner(owner: typeof OWNER = OWNER): Promise<void> {
		await this.session.request('POST', '/rest/owner/setup', owner);
	}

	async login({ email, password }: { email: string; password: string } = OWNER): Promise<void> {
		await this.session.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	async createCredential(input: CredentialInput): Promise<Credential> {
		return credential.parse(await this.session.request('POST', '/rest/credentials', input));
	}

	async deleteCredential(id: string): Promise<void> {
		await this.session.request('DELETE', `/rest/credentials/${id}`);
	}

	/** Opens a saved credential, as the editor does: secrets come blanked, and n8n puts the saved ones back in. */
	async getCredential(id: string): Promise<OpenCredential> {
		return openCredential.parse(
			await this.session.request('GET', `/rest/credentials/${id}?includeData=true`),
		);
	}

	/**
	 * Presses "Test" on a saved credential.
	 *
	 * @param changes fields the user has changed and not saved
	 * @returns what the user is shown
	 */
	async testCredential(id: string, changes: Record<string, unknown> = {}): Promise<CredentialVerdict> {
		const { name, type, data } = await this.getCredential(id);
		const credentials = { id, name, type, data: { ...data, ...changes } };
		return credentialVerdict.parse(
			await this.session.request('POST', '/rest/credentials/test', { credentials }),
		);
	}

	async createWorkflow(input: WorkflowInput): Promise<Workflow> {
		// n8n 1.x does not say so itself.
		const inactive = this.version === 'v1' && { active: false };
		const body = { settings: {}, ...inactive, ...input };
		return workflow.parse(await this.session.request('POST', '/rest/workflows', body));
	}

	async getWorkflow(id: string): Promise<Workflow> {
		return workflow.parse(await this.session.request('GET', `/rest/workflows/${id}`));
	}

	/**
	 * Publishes the workflow's present version; its triggers are on when this returns (about a second).
	 *
	 * @throws Error with what the triggers said when one of them could not be switched on.
	 */
	async activate(id: string): Promise<void> {
		const { versionId } = await this.getWorkflow(id);
		await this.session.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		if (this.version === 'v1') return;
		// n8n asks twice for one answer: between the two, what has just been published is said not to be.
		const { status, triggers } = await this.publicationEnd(id, 'in_progress', 'not_published');
		if (status === 'published') return;
		const reasons = triggers
			.map(({ errorMessage }) => errorMessage)
			.filter((reason) => typeof reason === 'string');
		throw new Error(`n8n did not activate workflow ${id} (${status}): ${reasons.join('; ')}`);
	}

	/** Takes the workflow out of service; its triggers are off when this returns. */
	async deactivate(id: string): Promise<void> {
		await this.session.request('POST', `/rest/workflows/${id}/deactivate`, {});
		if (this.version !== 'v1') await this.publicationEnd(id, 'in_progress');
	}

	async archive(id: string): Promise<void> {
		await this.session.request('POST', `/rest/workflows/${id}/archive`, {});
	}

	/** Deletes a workflow for good, archiving it first as n8n demands. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.archive(id);
		await this.session.request('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * Presses "Execute workflow".
	 *
	 * @param trigger name of the node to start from
	 * @returns the execution's id, or that n8n now listens at `/webhook-test/…` for two minutes
	 */
	async runWorkflow(id: string, trigger: string): Promise<ManualRun> {
		const body = {
			triggerToStartFrom: { name: trigger },
			// n8n 1.x runs what the editor shows, n8n 2.x what is saved.
			...(this.version === 'v1' && { workflowData: await this.getWorkflow(id) }),
		};
		return manualRun.parse(await this.session.request('POST', `/rest/workflows/${id}/run`, body));
	}

	/** Presses "Execute workflow" and waits until it has ended, well or badly. */
	async runToEnd(
		id: string,
		trigger: string,
		{ timeoutMs = DEFAULT_WAIT_MS }: WaitOptions = {},
	): Promise<Execution> {
		const run = await this.runWorkflow(id, trigger);
		if (!('executionId' in run))
			throw new Error(`"${trigger}" waits for a webhook call, it does not start by itself`);
		return await until(async () => await this.endedExecution(run.executionId), {
			what: `the end of execution ${run.executionId}`,
			timeoutMs,
		});
	}

	/**
	 * The executions of one workflow that n8n keeps, newest first; at most 100. Every status is named: without any,
	 * n8n reads those that run and those that have ended apart, and one that ends meanwhile is in neither.
	 */
	async listExecutions(workflowId: string): Promise<ExecutionSummary[]> {
		const filter = JSON.stringify({ workflowId, status: ExecutionStatusList });
		const query = new URLSearchParams({ filter, limit: '100' });
		const answer = await this.session.request('GET', `/rest/executions?${query.toString()}`);
		return executionList.parse(answer).results;
	}

	async getExecution(id: string): Promise<Execution> {
		return readExecution(await this.session.request('GET', `/rest/executions/${id}`));
	}

	/**
	 * Waits for an execution of the workflow that has ended and that `wanted` accepts; executions that have ended
	 * before count too, the oldest first.
	 */
	async waitForExecution(
		workflowId: string,
		wanted: (execution: Execution) => boolean = () => true,
		{ timeoutMs = DEFAULT_WAIT_MS }: WaitOptions = {},
	): Promise<Execution> {
		const seen = new Set<string>();
		const look = async (): Promise<Execution | undefined> => {
			for (const { id, status } of (await this.listExecutions(workflowId)).reverse()) {
				if (seen.has(id) || !ENDED.has(status)) continue;
				const execution = await this.endedExecution(id);
				if (!execution) continue;
				seen.add(id);
				if (wanted(execution)) return execution;
			}
			return undefined;
		};
		return await until(look, { what: `a matching execution of workflow ${workflowId}`, timeoutMs });
	}

	/** Every node n8n has loaded, the Tool variants it made itself included. */
	async nodeTypes(): Promise<NodeType[]> {
		return z.array(nodeType).parse(await this.session.request('GET', '/types/nodes.json'));
	}

	/** Opens a resource locator's list (`methods.listSearch`). */
	async searchList(request: DynamicParameterRequest): Promise<ListSearchResult> {
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		return listSearchResult.parse(await this.session.request('POST', path, dynamicBody(request)));
	}

	/** Opens a drop-down whose entries are loaded (`methods.loadOptions`). */
	async loadOptions(request: DynamicParameterRequest): Promise<z.infer<typeof options>> {
		const path = '/rest/dynamic-node-parameters/options';
		return options.parse(await this.session.request('POST', path, dynamicBody(request)));
	}

	/** n8n 2.x answers (de)activation before it has done it; 1.x after, and has no such address. */
	private async publicationEnd(
		id: string,
		...underWay: PublicationStatus['status'][]
	): Promise<PublicationStatus> {
		const look = async (): Promise<PublicationStatus | undefined> => {
			const answer = await this.session.request('GET', `/rest/workflows/${id}/publication-status`);
			const publication = publicationStatus.parse(answer);
			return underWay.includes(publication.status) ? undefined : publication;
		};
		return await until(look, { what: `n8n to publish workflow ${id}`, timeoutMs: DEFAULT_WAIT_MS });
	}

	private async endedExecution(id: string): Promise<Execution | undefined> {
		const execution = await this.getExecution(id);
		return ENDED.has(execution.status) && isWhole(execution) ? execution : undefined;
	}
}

/** n8n 1.x writes down how an execution has ended before what it has done. */
function isWhole({ status, data: { resultData } }: Execution): boolean {
	const isCutShort = status === 'canceled' || status === 'crashed';
	return isCutShort || resultData.error !== undefined || Object.keys(resultData.runData).length > 0;
}

/** The items a node put out in its last run; none when it did not run or has no such output. */
export function itemsOf(execution: Execution, node: string, output = 0): ExecutionItem[] {
	return execution.data.resultData.runData[node]?.at(-1)?.data?.['main']?.[output] ?? [];
}

function dynamicBody(request: DynamicParameterRequest): object {
	const { nodeType: name, typeVersion: version, method, parameters, ...rest } = request;
	return {
		...rest,
		nodeTypeAndVersion: { name, version },
		methodName: method,
		currentNodeParameters: parameters,
	};
}
