import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { INode, INodePropertyOptions } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { AlibabaCloudEipTrigger } from '../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node';
import type { StoredWorkflow } from '../support/n8nClient';

const FOLDER = resolve(__dirname, '..', '..', 'examples');

const NOTE = 'n8n-nodes-base.stickyNote';
const OWN = 'n8n-nodes-alibaba-cloud-eip.';

/** What a node takes up on the canvas. */
const NODE_SIZE = 100;

/** A node with its name and what it does below it, and a little room between it and the next. */
const NODE_PLACE = [120, 140];

/** How far left of a node n8n draws a line that comes from the right. */
const LINE_BACK = 47;

const EXAMPLES = readdirSync(FOLDER)
	.sort()
	.map((file) => ({
		file,
		workflow: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as StoredWorkflow,
	}));

/** The first two are for the demo; the others are templates. */
const TEMPLATES = EXAMPLES.filter(({ file }) => !/^[12]-/.test(file));

const notes = ({ nodes }: StoredWorkflow) => nodes.filter(({ type }) => type === NOTE);

const workers = ({ nodes }: StoredWorkflow) => nodes.filter(({ type }) => type !== NOTE);

const own = ({ nodes }: StoredWorkflow) => nodes.filter(({ type }) => type.startsWith(OWN));

const names = (nodes: INode[]) => nodes.map(({ name }) => name);

const links = ({ connections }: StoredWorkflow) =>
	Object.entries(connections).flatMap(([from, kinds]) =>
		Object.entries(kinds).flatMap(([kind, outputs]) =>
			outputs.flatMap((targets) => (targets ?? []).map(({ node: to }) => ({ from, to, kind }))),
		),
	);

/** The values that our node offers for a parameter. */
function offered(parameter: string): unknown[] {
	return new AlibabaCloudEip().description.properties
		.filter(({ name }) => name === parameter)
		.flatMap(({ options }) => (options ?? []) as INodePropertyOptions[])
		.map(({ value }) => value);
}

const ownParameters = new Set(
	[AlibabaCloudEip, AlibabaCloudEipTrigger].flatMap((type) =>
		new type().description.properties.map(({ name }) => name),
	),
);

test('No two examples have the same ID, and no two webhooks the same path', () => {
	const ids = EXAMPLES.map(({ workflow: { id } }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	const webhooks = EXAMPLES.flatMap(({ workflow: { nodes } }) =>
		nodes.flatMap(({ webhookId }) => webhookId ?? []),
	);
	expect(new Set(webhooks).size).toBe(webhooks.length);
});

test('Each template is run in a real n8n by a test of its name', () => {
	const tests = readdirSync(resolve(__dirname, '..', 'e2e', 'templates'));
	const tested = tests.map((name) => name.replace('.test.ts', '.json'));
	const templates = TEMPLATES.map(({ file }) => file.replace(/^\d+-/, ''));
	expect(tested.sort()).toEqual(templates.sort());
});

describe.each(EXAMPLES)('$file', ({ file, workflow }) => {
	test('is named and numbered as its file, and not active', () => {
		expect(workflow.name).toMatch(new RegExp(`^${Number.parseInt(file, 10)} \\S`));
		expect(workflow.id).toBe(`EipExample${file.split('-')[0].padStart(6, '0')}`);
		expect(workflow.active).toBe(false);
	});

	test('has nodes with names and IDs of their own, and links between nodes that are there', () => {
		const { nodes } = workflow;
		expect(new Set(names(nodes)).size).toBe(nodes.length);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		for (const { from, to } of links(workflow)) {
			expect(names(workers(workflow))).toEqual(expect.arrayContaining([from, to]));
		}
	});

	test('uses n8n’s own nodes and ours, with operations and parameters that there are', () => {
		const type = new RegExp(`^(n8n-nodes-base|@n8n/n8n-nodes-langchain|${OWN.slice(0, -1)})\\.`);
		for (const node of workflow.nodes) expect(node.type).toMatch(type);
		for (const { parameters } of own(workflow)) {
			const { resource, operation, pollTimes: _added, ...others } = parameters;
			if (resource) expect(offered('resource')).toContain(resource);
			if (operation) expect(offered('operation')).toContain(operation);
			expect([...ownParameters]).toEqual(expect.arrayContaining(Object.keys(others)));
		}
	});

	test('has no node on top of another', () => {
		const places = workers(workflow);
		for (const [index, { name, position }] of places.entries()) {
			const near = places
				.slice(index + 1)
				.filter((other) =>
					position.every(
						(value, axis) => Math.abs(value - other.position[axis]) < NODE_PLACE[axis],
					),
				);
			expect([name, names(near)]).toEqual([name, []]);
		}
	});
});

describe.each(TEMPLATES)('The template $file', ({ workflow }) => {
	test('says on a note how it works and how to set it up, in 100 to 300 words', () => {
		const overview = notes(workflow).find(({ name }) => name === 'Overview');
		const text = String(overview?.parameters.content);
		expect(text).toMatch(/^## .*\n[\s\S]*### How it works\n1\. [\s\S]*### Setup\n- /);
		const words = text.split(/\s+/).length;
		expect(words).toBeGreaterThanOrEqual(100);
		expect(words).toBeLessThanOrEqual(300);
	});

	test('has each node on one of its notes', () => {
		for (const { name, position } of workers(workflow)) {
			const under = notes(workflow).filter(({ position: corner, parameters }) =>
				[parameters.width, parameters.height].every(
					(size, axis) =>
						position[axis] >= corner[axis] &&
						position[axis] + NODE_SIZE <= corner[axis] + Number(size),
				),
			);
			expect([name, under.length]).toEqual([name, 1]);
		}
	});

	test('has lines that lead back beside its notes, not across what is written there', () => {
		const placeOf = (name: string) =>
			workflow.nodes.find((node) => node.name === name)?.position ?? [0, 0];
		const lines = links(workflow).filter(({ kind }) => kind === 'main');
		const crossed = lines.filter(({ from, to }) => {
			const [x, y] = placeOf(to);
			return (
				x <= placeOf(from)[0] &&
				notes(workflow).some(
					({ position: [left, top], parameters: { width, height } }) =>
						x - LINE_BACK >= left &&
						x - LINE_BACK < left + Number(width) &&
						y >= top &&
						y < top + Number(height),
				)
			);
		});
		expect(crossed).toEqual([]);
	});

	test('has code only where its notes say why n8n’s own nodes do not do', () => {
		const code = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.code');
		for (const { notes: reason } of code) expect(reason).toMatch(/^Code, because /);
	});

	test('asks who calls its webhooks for a name, a password or a token', () => {
		const webhooks = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		for (const { parameters } of webhooks) {
			expect(['basicAuth', 'headerAuth']).toContain(parameters.authentication);
		}
	});

	test('tells where to put a node of one’s own instead of needing an account', () => {
		const allowed = /^(Put .* Here|All Is Well)$/;
		const idle = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.noOp');
		for (const { name } of idle) expect(name).toMatch(allowed);
	});
});
