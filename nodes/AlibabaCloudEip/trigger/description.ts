import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { resourceKinds } from '../api/resourceKinds';
import { compareText } from '../description/compareText';
import { type FormField, locator, picker, requiredFor, variantsOf } from '../resources/field';
import { actInAccount, elasticIpStatuses, tagRows } from '../resources/fields';
import { outputOfElasticIp } from '../resources/outputFields';
import { regionIds } from '../resources/regionFields';
import { type EventName, eventDefinitions } from './events';
import { MAX_USAGE_EIPS } from './settings/readEventSettings';

function showFor(event: EventName): IDisplayOptions {
	return { show: { events: [event] } };
}

const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	options: eventDefinitions
		.map(({ name, value, description }) => ({ name, value, description }))
		.sort((one, other) => compareText(one.name, other.name)),
	default: ['appeared', 'bound', 'moved', 'released', 'unbound'],
	description: 'What starts the workflow',
};

/** The events in few words, for the canvas: what they are about is clear there. */
export const eventNames: Record<string, string> = Object.fromEntries(
	eventDefinitions.map(({ name, value }) => [value, name.replace(/^Elastic IP /, '')]),
);

const notReported: INodeProperties = {
	displayName:
		"The trigger does not report what is already so at the first poll (unless 'Also Report What Is Already So' is on), nor what lasts less than the time between two polls.",
	name: 'notReported',
	type: 'notice',
	default: '',
};

const testEvents: INodeProperties = {
	displayName:
		"A test in the editor does not wait for changes. It shows what is true now or, failing that, a made-up Elastic IP whose ID does not exist. Such events have 'isTest', and operations that release, disassociate, move or delete refuse them.",
	name: 'testEvents',
	type: 'notice',
	default: '',
};

const fromStatuses: INodeProperties = {
	displayName: 'From Status',
	name: 'fromStatuses',
	type: 'multiOptions',
	options: elasticIpStatuses,
	default: [],
	displayOptions: showFor('statusChanged'),
	description: 'Only changes from one of these statuses. Leave empty for all.',
};

const toStatuses: INodeProperties = {
	displayName: 'To Status',
	name: 'toStatuses',
	type: 'multiOptions',
	options: elasticIpStatuses.map((status) => ({ ...status })),
	default: [],
	displayOptions: showFor('statusChanged'),
	description: 'Only changes to one of these statuses. Leave empty for all.',
};

const idleAfter: INodeProperties = {
	displayName: 'Idle For',
	name: 'idleAfter',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 7,
	displayOptions: showFor('idle'),
	description: 'How long an Elastic IP must have been without an instance to count as idle',
};

const idleUnit: INodeProperties = {
	displayName: 'Idle Unit',
	name: 'idleUnit',
	type: 'options',
	options: [
		{ name: 'Days', value: 'days' },
		{ name: 'Hours', value: 'hours' },
	],
	default: 'days',
	displayOptions: showFor('idle'),
	description: "The unit of 'Idle For' and 'Repeat Every'",
};

const anyOrOne = { description: 'Leave empty for any value' };

const idleOptions: INodeProperties = {
	displayName: 'Idle Options',
	name: 'idleOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: showFor('idle'),
	options: [
		picker({
			displayName: 'Exclude Elastic IP Names or IDs',
			name: 'excludeAllocationIds',
			loadOptionsMethod: 'getElasticIps',
			about: 'Elastic IPs that are idle on purpose',
		}),
		{
			displayName: 'Exclude Name Containing',
			name: 'excludeName',
			type: 'string',
			default: '',
			placeholder: 'e.g. spare',
			description: 'Elastic IPs whose name contains this are idle on purpose',
		},
		{
			displayName: 'Exclude Tags',
			name: 'excludeTags',
			...tagRows(anyOrOne),
			description: 'Elastic IPs with one of these tags are idle on purpose',
		},
		{
			displayName: 'Repeat Every',
			name: 'repeatEvery',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'How long after a report an Elastic IP that is still idle is reported again. With 0, it is reported only once.',
		},
	],
};

const expiringWithin: INodeProperties = {
	displayName: 'Expiring Within',
	name: 'expiringWithin',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 7,
	displayOptions: showFor('expiring'),
	hint: 'In days',
	description:
		'How long before the end of its subscription an Elastic IP is reported. It is reported once.',
};

const countThreshold: INodeProperties = {
	displayName: 'Count Threshold',
	name: 'countThreshold',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 20,
	displayOptions: showFor('countCrossed'),
	description:
		'The number of Elastic IPs in all watched regions together. By default Alibaba Cloud allows 20 per account.',
};

const usageAllocationIds = requiredFor(
	{ name: events.name, value: 'bandwidthUsage' satisfies EventName },
	picker({
		displayName: 'Elastic IPs to Measure',
		name: 'usageAllocationIds',
		loadOptionsMethod: 'getElasticIps',
		about: `Up to ${MAX_USAGE_EIPS} Elastic IPs, regardless of the filters. Each needs one more API call in each poll`,
	}),
);

const usageAbove: INodeProperties = {
	displayName: 'Above',
	name: 'usageAbove',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 80,
	displayOptions: showFor('bandwidthUsage'),
	hint: 'In percent of the peak bandwidth',
	description: 'Use at or above this counts as high',
};

const usageBelow: INodeProperties = {
	displayName: 'Below',
	name: 'usageBelow',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	displayOptions: showFor('bandwidthUsage'),
	hint: 'In percent of the peak bandwidth',
	description: 'Use below this counts as normal again',
};

const usageMinutes: INodeProperties = {
	displayName: 'Minutes in a Row',
	name: 'usageMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 60 },
	default: 5,
	displayOptions: showFor('bandwidthUsage'),
	description: 'How long the use must stay high, or normal again, before it is reported',
};

const usageOptions: INodeProperties = {
	displayName: 'Bandwidth Use Options',
	name: 'usageOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: showFor('bandwidthUsage'),
	options: [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Higher of Both', value: 'higher' },
				{ name: 'Inbound', value: 'in', description: 'From the internet' },
				{ name: 'Outbound', value: 'out', description: 'To the internet' },
			],
			default: 'out',
			description: 'Which traffic is compared with the peak bandwidth',
		},
	],
};

const reportExisting: INodeProperties = {
	displayName: 'Also Report What Is Already So',
	name: 'reportExisting',
	type: 'boolean',
	default: false,
	description:
		'Whether the first poll reports what it finds: Elastic IPs that exist, are associated, locked, in an Internet Shared Bandwidth instance or about to expire. Otherwise it only remembers them, and changes from then on are reported.',
};

const regionScope: INodeProperties = {
	displayName: 'Regions',
	name: 'regionScope',
	type: 'options',
	options: [
		{
			name: 'All Regions',
			value: 'all',
			description: 'Needs at least one API call for each region in each poll',
		},
		{ name: 'Chosen Regions', value: 'chosen' },
		{ name: 'Default Region of the Credential', value: 'default' },
	],
	default: 'default',
	description: 'Where to look for Elastic IPs',
};

const chosenRegions = requiredFor({ name: regionScope.name, value: 'chosen' }, regionIds);

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Only Elastic IPs that match all of these at the time of the event',
	options: [
		picker({
			displayName: 'Elastic IP Names or IDs',
			name: 'allocationIds',
			loadOptionsMethod: 'getElasticIps',
			about: 'Only these Elastic IPs are read, which needs fewer API calls',
		}),
		{
			displayName: 'Name Contains',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. web',
			description: 'Part of the name. Upper and lower case do not matter.',
		},
		locator(resourceKinds.resourceGroup, {
			displayName: 'Resource Group',
			name: 'resourceGroupId',
			description: 'The resource group that the Elastic IPs are in',
			searchListMethod: 'searchResourceGroups',
		}),
		{
			displayName: 'Tags',
			name: 'tags',
			...tagRows(anyOrOne),
			description: 'Elastic IPs that have all of these tags',
		},
	],
};

const roleArns: FormField = {
	...actInAccount,
	displayName: 'Act in Accounts',
	name: 'roleArns',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Account' },
	default: [],
	description:
		'The ARNs of RAM roles. The trigger assumes each with the AccessKey of the credential and watches the Elastic IPs in its account, each account separately. They replace the role of the credential. Leave empty to watch the account of the credential.',
};

/** The fields of the trigger node. n8n adds the poll times. */
export const triggerFields: FormField[] = [
	events,
	notReported,
	testEvents,
	fromStatuses,
	toStatuses,
	idleAfter,
	idleUnit,
	idleOptions,
	expiringWithin,
	countThreshold,
	usageAllocationIds,
	usageAbove,
	usageBelow,
	usageMinutes,
	usageOptions,
	regionScope,
	chosenRegions,
	roleArns,
	reportExisting,
	...outputOfElasticIp,
	filters,
];

/** Its form. */
export const triggerProperties: INodeProperties[] = triggerFields.flatMap(variantsOf);
