import { parse } from 'flatted';
import type { IConnections, INode, INodeTypeDescription, IRunExecutionData } from 'n8n-workflow';
import { request } from 'undici';
import { OWNER } from './owner';
import { waitFor } from './waitFor';

export interface CredentialInput {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface WorkflowInput {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
}

export interface StoredWorkflow extends WorkflowInput {
	id: string;
	versionId: string;
	active: boolean;
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	data: IRunExecutionData;
}

export interface ExecutionSummary {
	id: string;
	status: string;
	mode: string;
	startedAt: string;
}

export interface PublicationStatus {
	status: string;
	triggers?: Array<{ nodeId: string; status: string; errorMessage?: string }>;
}

/** What n8n says about a credential that it has tried. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** Statuses in which an execution stays. */
const FINAL = ['success', 'error', 'canceled', 'crashed'];

/** n8n has answered with something other than 2xx. */
class RefusedError extends Error {
	constructor(
		readonly statusCode: number,
		message: string,
	) {
		super(message);
	}
}

/** n8n's internal REST API, as the editor uses it. */
export class N8nClient {
	private cookie = '';

	constructor(readonly url: string) {}

	/** Sends a request. @throws Error with n8n's message unless it is answered with 2xx */
	async call<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: unknown,
	): Promise<T> {
		const response = await request(`${this.url}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				...(this.cookie && { cookie: this.cookie }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
			headersTimeout: 120_000,
		});
		const text = await response.body.text();
		for (const value of [response.headers['set-cookie'] ?? []].flat()) {
			if (value.startsWith('n8n-auth=')) this.cookie = value.split(';')[0];
		}
		if (response.statusCode < 200 || response.statusCode > 299) {
			throw new RefusedError(
				response.statusCode,
				`${method} ${path} was answered with ${response.statusCode}: ${text.slice(0, 1000)}`,
			);
		}
		return JSON.parse(text) as T;
	}

	private async data<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: unknown,
	): Promise<T> {
		return (await this.call<{ data: T }>(method, path, body)).data;
	}

	/** Makes the owner's account unless there is one: older n8n don't take it from the environment. */
	async setUpOwner(): Promise<void> {
		const { userManagement } = await this.data<{
			userManagement: { showSetupOnFirstLoad?: boolean };
		}>('GET', '/rest/settings');
		if (!userManagement.showSetupOnFirstLoad) return;
		const { email, firstName, lastName, password } = OWNER;
		await this.call('POST', '/rest/owner/setup', { email, firstName, lastName, password });
	}

	/** Signs in as the owner. */
	async login(): Promise<void> {
		await this.call('POST', '/rest/login', {
			emailOrLdapLoginId: OWNER.email,
			password: OWNER.password,
		});
		if (!this.cookie) throw new Error('n8n accepted the login but sent no cookie');
	}

	/** All node types that n8n has loaded. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return await this.call('GET', '/types/nodes.json');
	}

	/** All credential types that n8n has loaded. */
	async credentialTypes(): Promise<
		Array<{ name: string; displayName: string; supportedNodes?: string[] }>
	> {
		return await this.call('GET', '/types/credentials.json');
	}

	async createCredential(credential: CredentialInput): Promise<{ id: string; name: string }> {
		return await this.data('POST', '/rest/credentials', credential);
	}

	async deleteCredential(id: string): Promise<void> {
		await this.data('DELETE', `/rest/credentials/${id}`);
	}

	/** What the button "Test" of the credential form does. */
	async testCredential(id: string, credential: CredentialInput): Promise<CredentialTestResult> {
		return await this.data('POST', '/rest/credentials/test', {
			credentials: { id, ...credential },
		});
	}

	async workflow(id: string): Promise<StoredWorkflow> {
		return await this.data('GET', `/rest/workflows/${id}`);
	}

	async workflows(): Promise<StoredWorkflow[]> {
		return await this.data('GET', '/rest/workflows');
	}

	async createWorkflow(workflow: WorkflowInput): Promise<StoredWorkflow> {
		return await this.data('POST', '/rest/workflows', {
			settings: { executionOrder: 'v1' },
			...workflow,
			active: false,
		});
	}

	async updateWorkflow(id: string, workflow: Partial<WorkflowInput>): Promise<StoredWorkflow> {
		const { versionId } = await this.workflow(id);
		return await this.data('PATCH', `/rest/workflows/${id}`, { ...workflow, versionId });
	}

	/** Removes a workflow for good; n8n wants it archived before. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.data('POST', `/rest/workflows/${id}/archive`, {});
		await this.data('DELETE', `/rest/workflows/${id}`);
	}

	/** Runs a workflow from one of its triggers, as "Execute workflow" does. @returns the execution's id */
	async startWorkflow(id: string, trigger: string): Promise<string> {
		const workflowData = await this.workflow(id);
		const { executionId } = await this.data<{ executionId: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			{
				workflowData,
				triggerToStartFrom: { name: trigger },
			},
		);
		return executionId;
	}

	/** Runs a workflow and waits for its end. */
	async runWorkflow(id: string, trigger: string, timeout = 120_000): Promise<Execution> {
		return await this.finishedExecution(await this.startWorkflow(id, trigger), timeout);
	}

	/** Makes a workflow active and waits until n8n has really started its triggers. */
	async activateWorkflow(id: string, timeout = 60_000): Promise<PublicationStatus> {
		const { versionId } = await this.workflow(id);
		await this.data('POST', `/rest/workflows/${id}/activate`, { versionId });
		return await this.whenPublished(id, timeout);
	}

	/** Waits until n8n has started the triggers of an active workflow, or failed to. */
	async whenPublished(id: string, timeout = 60_000): Promise<PublicationStatus> {
		return await waitFor(
			async () => {
				const status = await this.publicationStatus(id);
				return status.status !== 'in_progress' && status;
			},
			{ what: `The activation of workflow ${id}`, timeout },
		);
	}

	async deactivateWorkflow(id: string): Promise<void> {
		await this.data('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	async publicationStatus(id: string): Promise<PublicationStatus> {
		try {
			return await this.data('GET', `/rest/workflows/${id}/publication-status`);
		} catch (error) {
			// In older n8n an activation is over, or has failed, when it is answered.
			if (error instanceof RefusedError && error.statusCode === 404) return { status: 'published' };
			throw error;
		}
	}

	async execution(id: string): Promise<Execution> {
		const stored = await this.data<Omit<Execution, 'data'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		return { ...stored, data: parse(stored.data) as IRunExecutionData };
	}

	/** What "Retry" in the list of executions does: a new execution goes on where this one failed. */
	async retryExecution(id: string, timeout = 120_000): Promise<Execution> {
		const { id: retryId } = await this.data<{ id: string }>(
			'POST',
			`/rest/executions/${id}/retry`,
			{ loadWorkflow: false },
		);
		return await this.finishedExecution(retryId, timeout);
	}

	async finishedExecution(id: string, timeout = 120_000): Promise<Execution> {
		return await waitFor(
			async () => {
				const execution = await this.execution(id);
				return FINAL.includes(execution.status) && execution;
			},
			{ what: `The end of execution ${id}`, timeout },
		);
	}

	/** The newest executions of a workflow, newest first. */
	async executions(workflowId: string, limit = 50): Promise<ExecutionSummary[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.data<{ results: ExecutionSummary[] }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=${limit}`,
		);
		return results;
	}
}

/** The items that a node put out in an execution; an empty list if it did not run. */
export function outputOf(execution: Execution, node: string): Array<Record<string, unknown>> {
	const runs = execution.data.resultData.runData[node] ?? [];
	return runs.flatMap(({ data }) => data?.main[0]?.map(({ json }) => json) ?? []);
}

/** What stopped an execution, in n8n's words; undefined if nothing did. */
export function failureOf(execution: Execution): string | undefined {
	return execution.data.resultData.error?.message;
}
