import { arnOf } from '../../test/simulator/accounts';
import type { DnsRecord } from '../../test/simulator/state/dns';
import type { Eip } from '../../test/simulator/state/eip';
import type { Instance } from '../../test/simulator/state/instance';
import { EXAMPLES, simulatorCredential } from '../../test/support/examples';
import { OWNER } from '../../test/support/owner';
import { describedOperations } from '../docs/operations';
import { MEMBER_ACCOUNT, SECOND_ACCOUNT, STORIES, secondCredential } from './world';

/** What runs, and what is in it. */
export interface DemoState {
	url: string;
	simulatorUrl: string;
	workflows: Array<{ id?: string; name: string }>;
	instances: Instance[];
	eips: readonly Eip[];
	dnsRecords: DnsRecord[];
	secondsBetweenPolls: number;
}

/** What the terminal shows when the demo has started: all that one needs to look around and to build. */
export function introduction(demo: DemoState): string {
	const { url, simulatorUrl } = demo;
	return `
n8n is ready. You will find all workflows at

   ${url}/home/workflows

   sign in with  ${OWNER.email}
   password      ${OWNER.password}

Alibaba Cloud is played by a simulator at ${simulatorUrl}: nothing costs money.

WORKFLOWS

${indent(workflowTable(demo))}

Begin with 1: open it and click "Execute workflow". When all its nodes are green, double-click "Get": its
output, on the right, shows the address and the server that had it (instanceId).

Then look at the executions of 2, which is published and polls every ${demo.secondsBetweenPolls} seconds:
${url}/workflow/${EXAMPLES.watch.id}/executions
Each stands for one change. Close n8n's checklist if it covers the list, choose an execution, and
double-click "What happened" to read it. Its trigger has so many Poll Times only for this.

SERVERS and other resources that an Elastic IP can be associated with

${indent(instanceTable(demo))}

ELASTIC IPS

${indent(eipTable(demo))}

DNS RECORDS

${indent(dnsTable(demo))}

ACCOUNTS

${indent(accountTable(simulatorUrl))}

BUILD WORKFLOW 1 YOURSELF

${indent(buildSteps(demo))}

Ctrl-C stops everything. What you change in n8n is kept; "npm run demo -- --reset" discards it. The
Elastic IPs are reset to the above at each start.`;
}

function workflowTable({ url, workflows }: DemoState): string {
	return columns(
		[...workflows]
			.sort((one, other) => Number.parseInt(one.name, 10) - Number.parseInt(other.name, 10))
			.map(({ id = '', name }) => [name, `${url}/workflow/${id}`]),
	);
}

function instanceTable({ instances, eips }: DemoState): string {
	const rows = instances.map(({ accountId, region, id, name, privateIpAddresses, ...rest }) => {
		const own = eips.find((eip) => eip.boundTo === id)?.ipAddress ?? rest.publicIpAddress;
		return [accountName(accountId), region, name, id, privateIpAddresses[0] ?? '', own];
	});
	return columns([
		['Account', 'Region', 'Name', 'ID', 'Private address', 'Public address'],
		...rows.sort(byAccountAndRegion),
	]);
}

function eipTable({ eips }: DemoState): string {
	const rows = eips.map(({ accountId, region, name, ipAddress, allocationId }) => [
		accountName(accountId),
		region,
		name,
		ipAddress,
		allocationId,
		STORIES[name] ?? '',
	]);
	return columns([
		['Account', 'Region', 'Name', 'IP address', 'ID', ''],
		...rows.sort(byAccountAndRegion),
	]);
}

function dnsTable({ dnsRecords, eips }: DemoState): string {
	const rows = dnsRecords.map(({ rr, domainName, type, value, ttl }) => {
		const name = eips.find(({ ipAddress }) => ipAddress === value)?.name ?? '';
		return [`${rr}.${domainName}`, type, value, `${ttl} s`, name];
	});
	return columns([['Name', 'Type', 'Value', 'TTL', 'Elastic IP'], ...rows]);
}

/** The first one before the others, and in it the default region before the others. */
function byAccountAndRegion([account, region]: string[], [other, otherRegion]: string[]): number {
	const rank = (name: string) => ['first', 'second', 'role', 'cn-hangzhou'].indexOf(name) + 1 || 9;
	return rank(account) - rank(other) || rank(region) - rank(otherRegion);
}

function accountName(accountId: string): string {
	if (accountId === SECOND_ACCOUNT) return 'second';
	return accountId === MEMBER_ACCOUNT ? 'role' : 'first';
}

function accountTable(simulatorUrl: string): string {
	const role = arnOf({ accountId: MEMBER_ACCOUNT, name: 'eip-operator' });
	return columns([
		['first', `credential "${simulatorCredential(simulatorUrl).name}"`],
		['second', `credential "${secondCredential(simulatorUrl).name}"`],
		['role', `the first credential with the option "Act in Account": ${role}`],
	]);
}

function buildSteps({ url, simulatorUrl, instances }: DemoState): string {
	const server = instances.find(({ id }) => id === 'i-simulator-ecs-1');
	const actions = new Map(describedOperations().map(({ id, action }) => [id, action]));
	const choose = (id: string) => `choose "${actions.get(id) ?? ''}"`;
	const drag = 'choose By ID and drag "allocationId" from the input on the left';
	const run = 'Click "Execute step".';
	const sameAndRun = `Elastic IP as before. ${run}`;
	return [
		'For each node from the second on: click + to the right of the one before, search for "Alibaba Cloud EIP",',
		'click what is found, and choose the action; scroll down if it is not in view. When the step has run, close',
		'the form with × at its top right. If + is outside the window, press 1: n8n shows the whole workflow.',
		'',
		`1. Open ${url}/workflow/new, click + above "Add first step…", choose "Trigger manually".`,
		`2. Buy: ${choose('elasticIp/allocate')}. Credential: ${simulatorCredential(simulatorUrl).name}. ${run}`,
		`3. Associate: ${choose('elasticIp/associate')}.`,
		`   Elastic IP: ${drag}.`,
		`   Instance: pick ${server?.name ?? ''} from the list, or enter its ID ${server?.id ?? ''}. ${run}`,
		`4. Read: ${choose('elasticIp/get')}. ${sameAndRun}`,
		`5. Disassociate: ${choose('elasticIp/unassociate')}. ${sameAndRun}`,
		`6. Release: ${choose('elasticIp/release')}. ${sameAndRun}`,
		'7. Now run all of it: "Execute workflow". It buys another one and releases it.',
	].join('\n');
}

/** Rows as lines, with the cells below each other. */
function columns(rows: string[][]): string {
	const widths = (rows[0] ?? []).map((_cell, column) =>
		Math.max(...rows.map((row) => row[column].length)),
	);
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column]))
				.join('   ')
				.trimEnd(),
		)
		.join('\n');
}

function indent(text: string): string {
	return text.replace(/^(?=.)/gm, '   ');
}
