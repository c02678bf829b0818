import { answers } from '../../nodes/AlibabaCloudEip/errors/answers';
import {
	type ErrorGroup,
	type ErrorTableEntry,
	codesInAction,
	errorTable,
	findErrorEntry,
} from '../../nodes/AlibabaCloudEip/errors/errorTable';
import { RETRIES } from './documentedCodes';
import { GENERATED, picture, table } from './markdown';

const GROUPS: Record<ErrorGroup, string> = {
	key: 'The key',
	permission: 'Permissions and owners',
	'risk control': 'The account',
	payment: 'Money',
	quota: 'Quotas',
	stock: 'Stock',
	'not for sale': 'What is not for sale',
	wait: 'Busy: tried again',
	state: 'States',
	lock: 'Locks',
	package: 'Internet Shared Bandwidth instances',
	'not found': 'Not found',
	'not possible': 'Not possible',
	form: 'Values of fields',
	endpoint: 'Endpoint and region',
};

/** What n8n shows of a connection that was not made: only the code, in the test of a credential. */
const CONNECTIONS: Array<[string[], string, string]> = [
	[
		['ENOTFOUND', 'EAI_AGAIN'],
		'The name of the endpoint was not found',
		"Check 'Default Region', 'Endpoint Type' and 'Custom Endpoint', and that the machine can look up names (DNS). A VPC endpoint has a name only inside Alibaba Cloud.",
	],
	[
		['ECONNREFUSED'],
		'Nothing listens at the endpoint, or a firewall refuses',
		"Check 'Custom Endpoint' with its port, the proxy settings of n8n and the firewall.",
	],
	[
		['ETIMEDOUT', 'ECONNABORTED', 'EHOSTUNREACH', 'ENETUNREACH'],
		'The endpoint does not answer',
		'The machine that runs n8n must be able to reach it over HTTPS: check the network, the firewall and the proxy settings of n8n.',
	],
	[
		['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		'The certificate is not trusted: it is self-signed by a proxy or gateway',
		'Add its root certificate to n8n: NODE_EXTRA_CA_CERTS=/path/to/root.pem.',
	],
	[
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
		'The certificate is not trusted: a part of its chain is not known',
		'Add the missing root or intermediate certificate to n8n: NODE_EXTRA_CA_CERTS=/path/to/root.pem.',
	],
	[
		['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
		'The certificate is not valid now',
		'Check the clock of the machine that runs n8n; if it is right, renew the certificate of the gateway.',
	],
	[
		['ERR_TLS_CERT_ALTNAME_INVALID'],
		'The certificate is for another name',
		"Use in 'Custom Endpoint' the name that the certificate is for. If there is no custom endpoint, something on the way answers instead of Alibaba Cloud.",
	],
	[
		['EPROTO'],
		'The endpoint does not speak HTTPS',
		"Check whether 'Custom Endpoint' should begin with http://, and whether the proxy settings of n8n are right.",
	],
];

const quoted = (code: string) => `\`${code}\``;

const byName = (one: string, other: string) =>
	one.toLowerCase() < other.toLowerCase() ? -1 : one.toLowerCase() > other.toLowerCase() ? 1 : 0;

function codeTable(entries: Array<[string, ErrorTableEntry]>, head = 'Code'): string {
	return table(
		[head, 'What happened', 'What to do', 'Tried again'],
		entries.map(([code, { message, description, retry }]) => [
			code,
			message,
			description,
			RETRIES[retry],
		]),
	);
}

/** `docs/errors.md`: what each code of Alibaba Cloud means and what to do. */
export function errorsPage(): string {
	const codes = Object.keys(errorTable).sort(byName);
	const groups = Object.entries(GROUPS).flatMap(([group, heading]) => {
		const own = codes.filter((code) => errorTable[code].group === group);
		return [`## ${heading}`, codeTable(own.map((code) => [quoted(code), errorTable[code]]))];
	});
	const inAction = Object.entries(codesInAction).flatMap(([action, entries]) =>
		Object.entries(entries).map(([code, entry]): [string, ErrorTableEntry] => [
			`${quoted(code)} of ${quoted(action)}`,
			entry,
		]),
	);
	return [
		GENERATED,
		'# Errors',
		'The nodes say what happened and what to do, and end with Alibaba Cloud’s own code and the RequestId: `(code InvalidAllocationId.NotFound, RequestId …)`. Look the code up here. The spelling is Alibaba Cloud’s, mistakes included. The page of each resource, such as [Elastic IP](elastic-ip.md), lists the codes of each operation.',
		'A code that is not in the list shows Alibaba Cloud’s own sentence. Some families of codes share a meaning, such as `QuotaExceeded.…`: they show it together with that sentence. A refused value names its field, a missing permission its name, region and resource, and a refused purchase says that nothing was bought where that is certain. _Tried again_: what the node does by itself before it gives up; the _Time Limit_ option is 300 seconds by default.',
		picture(
			'failure',
			'An error in n8n: the quota of Elastic IPs is used up, what to do, code and RequestId',
		),
		'## The most common errors',
		commonErrors(),
		'## An empty list, and no error',
		'Usually the _Region_ is wrong: each region knows only its own Elastic IPs. Choose another region, or [all regions](accounts-and-regions.md#all-regions).',
		'## No connection',
		'When there is no connection, the test of the credential shows only the code.',
		table(
			['Code', 'What happened', 'What to do'],
			CONNECTIONS.map(([names, what, advice]) => [names.map(quoted).join(', '), what, advice]),
		),
		'## Answers that do not come from Alibaba Cloud',
		'A proxy, firewall or gateway on the way can answer instead. After a refusal the request is not sent again: nothing was done or bought ([test](../test/engine/execution/refusals.test.ts)).',
		codeTable(Object.entries(answers), 'Answer'),
		...groups,
		'## Codes that mean something else in one action',
		codeTable(inAction),
	].join('\n\n');
}

/** The codes that people meet first. */
const COMMON = [
	'SignatureDoesNotMatch',
	'InvalidAccessKeyId.NotFound',
	'InvalidTimeStamp.Expired',
	'Forbidden.RAM',
	'InvalidAllocationId.NotFound',
	'IncorrectEipStatus',
	'QuotaExceeded.Eip',
	'COMMODITY.INVALID_COMPONENT',
	'FrequentPurchase.EIP',
	'InvalidIpStatus.HasBeenUsedBySnatTable',
];

function commonErrors(): string {
	return table(
		['You see', 'Do', 'Code'],
		COMMON.map((code) => {
			const entry = findErrorEntry(code);
			if (!entry) throw new Error(`There is no code ${code}`);
			return [entry.message, entry.description, `\`${code}\``];
		}),
	);
}
