import { eventDefinitions } from '../../nodes/AlibabaCloudEip/trigger/events';
import { exampleFiles } from './examplesTable';
import { table } from './markdown';
import { describedOperations, linkTo } from './operations';

/** What people want and what does it, in the words of the README. */
interface Task {
	want: string;
	/** Markdown; `{resource/operation}` and `{event}` become links and names. */
	use: string;
	/** The numbers of examples. */
	examples?: number[];
}

const TASKS: Task[] = [
	{
		want: 'Give a server a new address',
		use: '{elasticIp/allocateAndAssociate}: buys one and associates it; if that fails, it releases it again',
		examples: [3],
	},
	{
		want: 'Give a server an address that you have',
		use: '{elasticIp/associate}: the list shows those that are free',
		examples: [1],
	},
	{
		want: 'Replace the address of a server',
		use: '{elasticIp/replace}: buys one like the old one, exchanges them, releases or keeps the old one; here DNS follows',
		examples: [14],
	},
	{
		want: 'Replace it when a check fails, or every week',
		use: '{elasticIp/replace} after a health check or a Schedule Trigger',
		examples: [15],
	},
	{
		want: 'Keep the public IP address a server was created with',
		use: '{elasticIp/convertPublicIp}: makes an Elastic IP of it',
	},
	{
		want: 'Use an idle address before buying one',
		use: '{elasticIp/allocateAndAssociate} with _Reuse an Idle Elastic IP_',
	},
	{
		want: 'Move an address to a standby server',
		use: '{elasticIp/move}: goes back if the new server does not take it',
		examples: [6],
	},
	{
		want: 'List idle addresses everywhere',
		use: '{elasticIp/getAll} with _Regions_ All Regions, _Return All_ and the filter _Status_ Available',
		examples: [13],
	},
	{
		want: 'Release what nobody uses, or what Replace has kept',
		use: '{elasticIp/release} with _Only If Disassociated For_, which checks the traffic first, or _Only If Tagged_',
		examples: [4, 16],
	},
	{
		want: 'Raise bandwidth for a time or by use, and lower it again',
		use: '{elasticIp/setBandwidth} after a Schedule Trigger or the [trigger](docs/trigger.md) on {bandwidthUsage}',
		examples: [7, 17],
	},
	{
		want: 'Share bandwidth between addresses',
		use: '_Internet Shared Bandwidth_: {bandwidthPackage/create}, then {bandwidthPackage/addElasticIps}',
	},
	{
		want: 'See the traffic of an address',
		use: '{elasticIp/getMonitorData}: Mbit/s and bytes, up to 31 days back',
		examples: [9],
	},
	{
		want: 'Protect an address against release',
		use: '{elasticIp/setDeletionProtection}',
	},
	{ want: 'Put tags in order', use: '_Tag_: {tag/add}, {tag/remove}', examples: [10] },
	{
		want: 'Be told of every change',
		use: 'The [trigger](docs/trigger.md) on {bound}, {unbound}, {released} and more',
		examples: [2],
	},
	{
		want: 'Be warned of idle, locked or expiring addresses',
		use: 'The [trigger](docs/trigger.md) on {idle}, {locked}, {expiring}',
		examples: [5, 18],
	},
	{
		want: 'Be warned before the quota is used up',
		use: 'The [trigger](docs/trigger.md) on {countCrossed}',
		examples: [8],
	},
	{
		want: 'Know who changed what, within seconds',
		use: 'ActionTrail and EventBridge with n8n’s Webhook node',
		examples: [11],
	},
	{ want: 'Let an AI agent do it', use: '[A tool for each operation](#ai-agents)', examples: [12] },
];

const PLACE = /\{([^}]+)\}/g;

/** The table of tasks of the README. */
export function tasksTable(): string {
	const names = namesOf();
	const files = exampleFiles();
	return table(
		['You want to', 'Use', 'Workflow'],
		TASKS.filter((task) => placesOf(task).every((place) => names.has(place))).map(
			({ want, use, examples = [] }) => [
				want,
				use.replace(PLACE, (_place, key: string) => names.get(key) ?? ''),
				examples.map((example) => linkToExample(example, files)).join(', '),
			],
		),
	);
}

/** Operations, events and examples that tasks name and that are not there. */
export function missingForTasks(): string[] {
	const names = namesOf();
	const files = exampleFiles();
	const named = TASKS.flatMap(({ examples = [] }) => examples);
	return [
		...TASKS.flatMap(placesOf).filter((place) => !names.has(place)),
		...named.filter((example) => !files.has(example)).map((example) => `example ${example}`),
	];
}

const linkToExample = (example: number, files: Map<number, string>) =>
	`[${example}](examples/${files.get(example) ?? ''})`;

const placesOf = ({ use }: Task) => [...use.matchAll(PLACE)].map(([, place]) => place);

function namesOf(): Map<string, string> {
	return new Map([
		...describedOperations().map((one): [string, string] => [one.id, linkTo(one, 'docs/')]),
		...eventDefinitions.map(({ name, value }): [string, string] => [value, `_${name}_`]),
	]);
}
