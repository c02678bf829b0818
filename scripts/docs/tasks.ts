import { eventDefinitions } from '../../nodes/AlibabaCloudEip/trigger/events';
import { exampleFiles } from './examplesTable';
import { table } from './markdown';
import { describedOperations, linkTo } from './operations';

/** What people want and what does it, in the words of the README. */
interface Task {
	want: string;
	/** Markdown; `{resource/operation}` and `{event}` become links and names. */
	use: string;
	/** The number of an example. */
	example?: number;
}

const TASKS: Task[] = [
	{
		want: 'Give a server a new address',
		use: '{elasticIp/allocateAndAssociate}: buys one and associates it; if that fails, it gives it back',
		example: 3,
	},
	{
		want: 'Give a server an address that you have',
		use: '{elasticIp/associate}: the list shows those that are free',
		example: 1,
	},
	{
		want: 'Replace the address of a server',
		use: '{elasticIp/replace}: buys one like the old one, exchanges them, releases or keeps the old one; here DNS follows',
		example: 14,
	},
	{
		want: 'Replace it when a check fails, or every week',
		use: '{elasticIp/replace} after a health check or a Schedule Trigger',
		example: 15,
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
		example: 6,
	},
	{
		want: 'List idle addresses everywhere',
		use: '{elasticIp/getAll} with _Regions_ All Regions and the filter _Status_ Available',
		example: 13,
	},
	{
		want: 'Give back what nobody uses',
		use: '{elasticIp/release} with _Only If Disassociated For_: checks the traffic first',
		example: 4,
	},
	{
		want: 'Raise bandwidth by day, lower it by night',
		use: '{elasticIp/setBandwidth} after a Schedule Trigger; it also tells `previousBandwidth`',
		example: 7,
	},
	{
		want: 'Share bandwidth between addresses',
		use: '_Internet Shared Bandwidth_: {bandwidthPackage/create}, then {bandwidthPackage/addElasticIps}',
	},
	{
		want: 'See the traffic of an address',
		use: '{elasticIp/getMonitorData}: Mbit/s and bytes, up to 31 days back',
		example: 9,
	},
	{
		want: 'Protect an address against release',
		use: '{elasticIp/setDeletionProtection}',
	},
	{ want: 'Put tags in order', use: '_Tag_: {tag/add}, {tag/remove}', example: 10 },
	{
		want: 'Be told of every change',
		use: 'The [trigger](docs/trigger.md) on {bound}, {unbound}, {released} and more',
		example: 2,
	},
	{
		want: 'Be warned of idle, locked or expiring addresses',
		use: 'The [trigger](docs/trigger.md) on {idle}, {locked}, {expiring}',
		example: 5,
	},
	{
		want: 'Be warned before the quota is used up',
		use: 'The [trigger](docs/trigger.md) on {countCrossed}',
		example: 8,
	},
	{
		want: 'Know who changed what, within seconds',
		use: 'ActionTrail and EventBridge with n8n’s Webhook node',
		example: 11,
	},
	{ want: 'Let an AI agent do it', use: '[A tool for each operation](#ai-agents)', example: 12 },
];

const PLACE = /\{([^}]+)\}/g;

/** The table of tasks of the README. */
export function tasksTable(): string {
	const names = namesOf();
	const files = exampleFiles();
	return table(
		['You want to', 'Use', 'Workflow'],
		TASKS.filter((task) => placesOf(task).every((place) => names.has(place))).map(
			({ want, use, example }) => [
				want,
				use.replace(PLACE, (_place, key: string) => names.get(key) ?? ''),
				example && files.has(example) ? `[${example}](examples/${files.get(example) ?? ''})` : '',
			],
		),
	);
}

/** Operations, events and examples that tasks name and that are not there. */
export function missingForTasks(): string[] {
	const names = namesOf();
	const files = exampleFiles();
	const examples = TASKS.flatMap(({ example }) => example ?? []);
	return [
		...TASKS.flatMap(placesOf).filter((place) => !names.has(place)),
		...examples.filter((example) => !files.has(example)).map((example) => `example ${example}`),
	];
}

const placesOf = ({ use }: Task) => [...use.matchAll(PLACE)].map(([, place]) => place);

function namesOf(): Map<string, string> {
	return new Map([
		...describedOperations().map((one): [string, string] => [one.id, linkTo(one, 'docs/')]),
		...eventDefinitions.map(({ name, value }): [string, string] => [value, `_${name}_`]),
	]);
}
