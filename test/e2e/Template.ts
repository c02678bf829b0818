import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { pollEvery } from '../support/examples';
import type { Execution, N8nClient, StoredWorkflow } from '../support/n8nClient';
import { failureOf, outputOf } from '../support/n8nClient';
import { REPOSITORY } from '../support/repository';
import { waitFor } from '../support/waitFor';
import { n8nUrl, signedIn, simulator } from './environment';

const SECONDS_BETWEEN_POLLS = 3;
const MS_BETWEEN_TRIES = 50;

/** Statuses in which an execution goes on only when something happens. */
const AT_REST = ['success', 'error', 'canceled', 'crashed', 'waiting'];

/** A workflow of `examples/` in n8n: run as a user runs it, with nothing changed but its settings. */
export class Template {
	private readonly shipped: StoredWorkflow;
	private n8n!: N8nClient;

	private constructor(file: string) {
		const text = readFileSync(join(REPOSITORY, 'examples', `${file}.json`), 'utf8');
		this.shipped = JSON.parse(text) as StoredWorkflow;
	}

	/**
	 * Opens it before the tests of a file.
	 *
	 * @param file its name in `examples/`, without `.json`
	 */
	static opened(file: string): Template {
		const template = new Template(file);
		beforeAll(() => template.open());
		return template;
	}

	/** As `opened`; active while the tests run. `prepare` comes before that. */
	static active(file: string, prepare?: (template: Template) => Promise<void>): Template {
		const template = Template.opened(file);
		beforeAll(async () => {
			await prepare?.(template);
			await template.activate();
		});
		afterAll(() => template.deactivate());
		return template;
	}

	/** Opens it in a cloud with nothing but the sample data, so that nothing counts against the quota. */
	private async open(): Promise<void> {
		this.n8n = await signedIn();
		await this.change({});
		await simulator().reset();
		await simulator().sample();
	}

	get id(): string {
		return this.shipped.id;
	}

	/** Stores it as it is shipped but for some parameters of some nodes, and for the waits between polls and tries. */
	async change(
		changes: Record<string, Partial<INode>>,
		more: Record<string, unknown> = {},
	): Promise<void> {
		for (const name of Object.keys(changes)) this.node(name);
		const nodes = this.shipped.nodes.map((node) => {
			const { parameters, ...rest } = changes[node.name] ?? {};
			const merged: INodeParameters = { ...node.parameters, ...parameters };
			if (node.parameters.pollTimes) Object.assign(merged, pollTimes());
			const tries = node.retryOnFail && { waitBetweenTries: MS_BETWEEN_TRIES };
			return { ...node, ...tries, ...rest, parameters: merged };
		});
		await this.n8n.updateWorkflow(this.id, { nodes, ...more });
	}

	/** Creates a credential and chooses it in a node, as the note says, also when the workflow is changed later. */
	async createCredential(node: string, type: string, data: Record<string, unknown>): Promise<void> {
		const credential = await this.n8n.createCredential({ name: `For ${node}`, type, data });
		this.node(node).credentials = { [type]: credential };
		await this.change({});
	}

	/** Writes values into the node "Settings". */
	async fillInSettings(
		values: Record<string, string | number | boolean>,
		more: Record<string, unknown> = {},
	): Promise<void> {
		await this.change({ Settings: this.settings(values) }, more);
	}

	/** The node "Settings" with these values, to be changed with other nodes. */
	settings(values: Record<string, string | number | boolean>): Partial<INode> {
		const { assignments } = this.node('Settings').parameters as {
			assignments: { assignments: Array<{ name: string }> };
		};
		const rows = assignments.assignments.map((row) =>
			row.name in values ? { ...row, value: values[row.name] } : row,
		);
		return { parameters: { assignments: { assignments: rows } } };
	}

	private node(name: string): INode {
		const found = this.shipped.nodes.find((node) => node.name === name);
		if (!found) throw new Error(`${this.shipped.name} has no node '${name}'`);
		return found;
	}

	/** Runs it from its trigger, as "Execute workflow" does. */
	async run(trigger: string): Promise<Execution> {
		const execution = await this.whenAtRest(await this.n8n.startWorkflow(this.id, trigger));
		expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);
		return execution;
	}

	async activate(): Promise<void> {
		expect(await this.n8n.activateWorkflow(this.id)).toMatchObject({ status: 'published' });
	}

	async deactivate(): Promise<void> {
		await this.n8n.deactivateWorkflow(this.id);
	}

	async executionIds(): Promise<string[]> {
		return (await this.n8n.executions(this.id)).map(({ id }) => id);
	}

	/** Does something that starts an active workflow, and waits until its execution ends or waits. */
	async executionOf(cause: () => Promise<unknown>): Promise<Execution> {
		const before = await this.executionIds();
		await cause();
		const id = await waitFor(
			async () => (await this.executionIds()).find((other) => !before.includes(other)),
			{ what: `An execution of ${this.shipped.name}`, timeout: 90_000 },
		);
		return await this.whenAtRest(id);
	}

	/** Waits until the execution has ended, or waits for an answer. */
	async whenAtRest(id: string): Promise<Execution> {
		return await waitFor(
			async () => {
				const execution = await this.n8n.execution(id);
				return AT_REST.includes(execution.status) && execution;
			},
			{ what: `The end of execution ${id}`, timeout: 120_000 },
		);
	}

	/** Does something that lets a waiting execution go on, and waits for its end. */
	async resume({ id }: Execution, cause: () => Promise<unknown>): Promise<Execution> {
		await cause();
		const execution = await this.n8n.finishedExecution(id);
		expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);
		return execution;
	}
}

function pollTimes(): INodeParameters {
	return { pollTimes: pollEvery(SECONDS_BETWEEN_POLLS) };
}

/** The one item that a node put out. */
export function itemOf(execution: Execution, node: string): Record<string, unknown> {
	const items = outputOf(execution, node);
	expect([node, items.length]).toEqual([node, 1]);
	return items[0];
}

/** The text that a node put out for people. */
export function textOf(execution: Execution, node: string): string {
	return String(itemOf(execution, node).text);
}

/** Whether a node has run. */
export function hasRun({ data }: Execution, node: string): boolean {
	return node in data.resultData.runData;
}

/** The web address at the end of a text. */
export function linkIn(text: string): string {
	const link = /http:\/\/\S+$/.exec(text)?.[0];
	if (!link) throw new Error(`There is no link at the end of: ${text}`);
	return link;
}

/** Fills in one of n8n's forms and sends it, as the page in the browser does. */
export async function sendForm(
	url: string,
	values: Array<string | number>,
	headers: Record<string, string> = {},
): Promise<void> {
	const page = await fetch(url, { headers });
	expect([page.status, page.headers.get('content-type')]).toEqual([
		200,
		expect.stringContaining('text/html'),
	]);
	const form = new FormData();
	values.forEach((value, index) => form.set(`field-${index}`, String(value)));
	const response = await fetch(url, { method: 'POST', body: form, headers });
	expect([response.status, await response.clone().text()]).toEqual([200, expect.anything()]);
}

/** The address of a form or webhook of an active workflow. */
export function publicUrl(kind: 'form' | 'webhook', path: string): string {
	return `${n8nUrl()}/${kind}/${path}`;
}
