import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { compareText } from '../description/compareText';
import { simplify } from '../resources/fields';
import { eventDefinitions } from './events';
import { MOST_USAGE_EIPS } from './settings';
import type { EventName } from './types';

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
	description:
		'What starts the workflow. States that last shorter than the poll interval are not seen.',
};

const statuses = [
	{ name: 'Associating', value: 'Associating', description: 'Being bound to an instance' },
	{ name: 'Available', value: 'Available', description: 'Not bound' },
	{ name: 'In Use', value: 'InUse', description: 'Bound to an instance' },
	{ name: 'Releasing', value: 'Releasing', description: 'Being given back' },
	{ name: 'Unassociating', value: 'Unassociating', description: 'Being unbound' },
];

const fromStatuses: INodeProperties = {
	displayName: 'From Status',
	name: 'fromStatuses',
	type: 'multiOptions',
	options: statuses,
	default: [],
	displayOptions: showFor('statusChanged'),
	description: 'Only changes from one of these statuses. Leave empty for all.',
};

const toStatuses: INodeProperties = {
	displayName: 'To Status',
	name: 'toStatuses',
	type: 'multiOptions',
	options: statuses.map((status) => ({ ...status })),
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
	description: 'How long an Elastic IP must have been without an instance',
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

const tagRows: Pick<
	INodeProperties,
	'type' | 'typeOptions' | 'placeholder' | 'default' | 'options'
> = {
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tag',
	default: {},
	options: [
		{
			displayName: 'Tag',
			name: 'tag',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. environment',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. production',
					description: 'Leave empty for any value',
				},
			],
		},
	],
};

const idleOptions: INodeProperties = {
	displayName: 'Idle Options',
	name: 'idleOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: showFor('idle'),
	options: [
		{
			displayName: 'Exclude Elastic IP IDs',
			name: 'excludeAllocationIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. eip-25877c70gddh5abcd, eip-2zeerraiwb7uj6abcd',
			description: 'IDs, separated by commas, of Elastic IPs that are idle on purpose',
		},
		{
			displayName: 'Exclude Name Containing',
			name: 'excludeName',
			type: 'string',
			default: '',
			placeholder: 'e.g. spare',
			description: 'Part of the name of Elastic IPs that are idle on purpose',
		},
		{
			displayName: 'Exclude Tags',
			name: 'excludeTags',
			...tagRows,
			description: 'Elastic IPs with one of these tags are idle on purpose',
		},
		{
			displayName: 'Repeat Every',
			name: 'repeatEvery',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'After how long to report it again while it stays idle. With 0 it is reported once.',
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
	description: 'How long before the end of its subscription an Elastic IP is reported, once',
};

const countThreshold: INodeProperties = {
	displayName: 'Count Threshold',
	name: 'countThreshold',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 20,
	displayOptions: showFor('countCrossed'),
	description:
		'The number of Elastic IPs in all watched regions together. By default Alibaba Cloud allows 20 for an account.',
};

const usageAllocationIds: INodeProperties = {
	displayName: 'Elastic IPs to Measure',
	name: 'usageAllocationIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. eip-25877c70gddh5abcd, eip-2zeerraiwb7uj6abcd',
	displayOptions: showFor('bandwidthUsage'),
	description: `IDs of at most ${MOST_USAGE_EIPS} Elastic IPs, separated by commas, whatever the filters say. Each takes one more call with each poll.`,
};

const usageAbove: INodeProperties = {
	displayName: 'Above',
	name: 'usageAbove',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 80,
	displayOptions: showFor('bandwidthUsage'),
	hint: 'In percent of the peak bandwidth',
	description: 'The use from which on it counts as high',
};

const usageBelow: INodeProperties = {
	displayName: 'Below',
	name: 'usageBelow',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	displayOptions: showFor('bandwidthUsage'),
	hint: 'In percent of the peak bandwidth',
	description: 'The use below which it counts as normal again',
};

const usageMinutes: INodeProperties = {
	displayName: 'Minutes in a Row',
	name: 'usageMinutes',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 60 },
	default: 5,
	displayOptions: showFor('bandwidthUsage'),
	description: 'How long the use must stay above or below before it is reported',
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

const regionScope: INodeProperties = {
	displayName: 'Regions',
	name: 'regionScope',
	type: 'options',
	options: [
		{
			name: 'All Regions',
			value: 'all',
			description: 'Takes at least one call for each region with each poll',
		},
		{ name: 'Chosen Regions', value: 'chosen' },
		{ name: 'Default Region of the Credential', value: 'default' },
	],
	default: 'default',
	description: 'Where to look for Elastic IPs',
};

const regionIds: INodeProperties = {
	displayName: 'Region Names or IDs',
	name: 'regionIds',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getRegions' },
	required: true,
	default: [],
	displayOptions: { show: { regionScope: ['chosen'] } },
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Only Elastic IPs for which all of these hold, as they are at the time of the event',
	options: [
		{
			displayName: 'Elastic IP IDs',
			name: 'allocationIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. eip-25877c70gddh5abcd, eip-2zeerraiwb7uj6abcd',
			description: 'IDs separated by commas. Only these are read, which takes fewer calls.',
		},
		{
			displayName: 'Name Contains',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. web',
			description: 'Part of the name, in upper or lower case',
		},
		{
			displayName: 'Resource Group ID',
			name: 'resourceGroupId',
			type: 'string',
			default: '',
			placeholder: 'e.g. rg-acfmxazffggds5abcd',
			description: 'The resource group that the Elastic IPs are in',
		},
		{
			displayName: 'Tags',
			name: 'tags',
			...tagRows,
			description: 'Elastic IPs that have all of these tags',
		},
	],
};

/** The form of the trigger node. n8n adds the poll times. */
export const triggerProperties: INodeProperties[] = [
	events,
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
	regionIds,
	{ ...simplify },
	filters,
];
