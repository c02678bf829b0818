import type { AssignmentCollectionValue } from 'n8n-workflow';
import { introduction } from '../../scripts/demo/introduction';
import { readOptions } from '../../scripts/demo/options';
import { REPLACED, STORIES, addDemoWorld } from '../../scripts/demo/world';
import { EXAMPLES, exampleWorkflows } from '../support/examples';
import type { StoredWorkflow } from '../support/n8nClient';
import { type Simulator, addSampleData, startSimulator } from '../simulator';
import { connectSimulator } from '../simulator/client';

let simulator: Simulator;
const workflows = exampleWorkflows(5);
const dnsExample = ({ id }: { id: string }) => id === EXAMPLES.dns.id;
const URL = 'http://127.0.0.1:5678';

beforeAll(async () => {
	simulator = await startSimulator();
	addSampleData(simulator);
	await addDemoWorld(connectSimulator(simulator.url));
});
afterAll(async () => await simulator.close());

const introduced = () =>
	introduction({
		...{ url: URL, simulatorUrl: simulator.url, workflows, secondsBetweenPolls: 5 },
		...{ instances: simulator.instances(), eips: simulator.eips() },
		dnsRecords: simulator.dnsRecords(),
	});

test('the terminal shows every workflow, where they all are, and what there is by name and ID', () => {
	const text = introduced();
	expect(text).toContain(`${URL}/home/workflows\n`);
	const shown = [
		...workflows.flatMap(({ id = '', name }) => [name, `${URL}/workflow/${id}`]),
		...simulator.instances().flatMap(({ id, name, region }) => [id, name, region]),
		...simulator
			.eips()
			.flatMap(({ allocationId, ipAddress, name }) => [allocationId, ipAddress, name]),
		...Object.values(STORIES),
		...simulator
			.dnsRecords()
			.flatMap(({ rr, domainName, value }) => [`${rr}.${domainName}`, value]),
	];
	expect(workflows.length).toBeGreaterThan(10);
	expect(shown.filter((one) => one === '' || !text.includes(one))).toEqual([]);
	expect(text).not.toMatch(/undefined|""/);
});

test('the Elastic IPs are as their stories say, in several regions and accounts', () => {
	const eips = simulator.eips();
	expect(eips.map(({ name }) => name).sort()).toEqual(Object.keys(STORIES).sort());
	const named = Object.fromEntries(eips.map((eip) => [eip.name, eip]));
	for (const [name, story] of Object.entries(STORIES)) {
		const status = /in use|subscription/.test(story) ? 'InUse' : 'Available';
		expect({ name, status: named[name].status }).toEqual({ name, status });
	}
	expect(named.shop.locks).toEqual(['financial']);
	expect(named.mail.chargeType).toBe('PrePaid');
	expect(named['vpn-reserve'].deletionProtection).toBe(true);
	expect(named.api.bandwidthPackageId).not.toBe('');
	expect(new Set(eips.map(({ region }) => region)).size).toBeGreaterThan(3);
	expect(new Set(eips.map(({ accountId }) => accountId)).size).toBe(3);
	// There must be room to buy some more.
	expect(eips.length).toBeLessThan(15);
});

test('example 14 has what it needs as it is loaded: an Elastic IP, a DNS record, and who answers for DNS', () => {
	const { allocationId, rr: hostRecord, domainName: domain } = REPLACED;
	const shipped = settingsOf(workflows.find(dnsExample));
	expect(shipped).toMatchObject({ allocationId, hostRecord, domain, dryRun: true });
	const loaded = settingsOf(exampleWorkflows(5, simulator.url).find(dnsExample));
	expect(loaded).toEqual({ ...shipped, dnsEndpoint: simulator.url });
	expect(shipped.dnsEndpoint).toBe('https://alidns.aliyuncs.com');
	const { ipAddress, status } = simulator.eip(allocationId) ?? {};
	expect(status).toBe('InUse');
	expect(simulator.dnsRecords()).toMatchObject([{ rr: 'www', type: 'A', value: ipAddress }]);
});

/** The values in the node "Settings" of a workflow. */
function settingsOf(workflow?: StoredWorkflow): Record<string, unknown> {
	const settings = workflow?.nodes.find(({ name }) => name === 'Settings');
	const { assignments } = settings?.parameters.assignments as AssignmentCollectionValue;
	return Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
}

test('example 1 can be built from what the terminal shows', () => {
	const example = workflows.find(({ id }) => id === EXAMPLES.action.id);
	const [, steps = ''] = introduced().split('BUILD WORKFLOW 1 YOURSELF');
	const nodes = (example?.nodes ?? []).filter(({ type }) => type.endsWith('alibabaCloudEip'));
	expect(nodes.map(({ name }) => name)).toEqual([...EXAMPLES.action.nodes]);
	const named = nodes.map(({ parameters }) => `choose "${actionOf(parameters.operation)}"`);
	const places = named.map((name) => steps.indexOf(name));
	expect(places.every((place) => place > 0)).toBe(true);
	expect(places).toEqual([...places].sort((one, other) => one - other));
	const target = nodes.find(({ name }) => name === 'Associate')?.parameters.instanceId;
	expect(steps).toContain((target as { value: string }).value);
});

/** As n8n's panel calls it. */
function actionOf(operation: unknown): string {
	const words: Record<string, string> = { unassociate: 'Disassociate' };
	const verb = String(operation);
	return `${words[verb] ?? verb[0].toUpperCase() + verb.slice(1)} elastic IP`;
}

test('the terminal says where the results are; the nodes that it names are in the workflows', () => {
	const named = [...introduced().matchAll(/double-click "([^"]+)"/g)].map(([, name]) => name);
	const has = (id: string, name: string) =>
		workflows.find((one) => one.id === id)?.nodes.some((node) => node.name === name);
	expect(named).toEqual(['Get', 'What happened']);
	expect(has(EXAMPLES.action.id, named[0])).toBe(true);
	expect(has(EXAMPLES.watch.id, named[1])).toBe(true);
});

test('no two of the servers in a region have the same private address', () => {
	const addresses = simulator
		.instances()
		.flatMap(({ region, privateIpAddresses }) => privateIpAddresses.map((ip) => region + ip));
	expect(new Set(addresses).size).toBe(addresses.length);
});

test('--reset forgets an earlier demo; what is no option is refused', () => {
	expect(readOptions(['--reset'])).toMatchObject({ reset: true, check: false });
	expect(() => readOptions(['--rest'])).toThrow(/--rest/);
});
