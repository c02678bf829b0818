import type { INodeProperties } from 'n8n-workflow';
import type { ApiParameters, Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { findTags, simplifyElasticIp } from '../../output/simplifyElasticIp';
import { type ElasticIp, type ElasticIpSelection, listElasticIps } from '../../api/elasticIp';
import { readTime } from './guards/reading';
import { releasable } from './guards/releasable';
import {
	dryRun,
	elasticIpStatuses,
	includeReservationData,
	limit,
	optional,
	publicIpAddressPoolId,
	resourceGroupId,
	returnAll,
	securityProtectionEnabled,
	segmentInstanceId,
	tagKey,
	tags,
	timeLimit,
} from '../fields';
import { onRegionFailure } from '../regionFields';
import { outputOfElasticIp } from '../outputFields';
import { isp } from '../purchaseFields';
import { associatedInstanceType } from './fields';
import { bindingTargets } from './target';
import { resourceKinds } from '../../api/resourceKinds';
import { field, locator, picker } from '../field';

const allocationIds = field(
	'AllocationId',
	picker({
		displayName: 'Elastic IP Names or IDs',
		name: 'allocationIds',
		loadOptionsMethod: 'getElasticIps',
		about: 'Only these Elastic IPs',
	}),
);

const eipAddresses = field('EipAddress', {
	displayName: 'IP Addresses',
	name: 'eipAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.10, 203.0.113.11',
	description: 'Addresses separated by commas',
});

const associatedInstanceId = field(
	'AssociatedInstanceId',
	locator(resourceKinds.instance, {
		displayName: 'Associated Instance',
		name: 'associatedInstanceId',
		description:
			"The instance that the Elastic IPs are associated with. The list shows only those of the 'Associated Instance Type', if that filter is added.",
		searchListMethod: 'searchTargets',
	}),
);

const chargeType = field('ChargeType', {
	displayName: 'Billing Method',
	name: 'chargeType',
	type: 'options',
	options: [
		{ name: 'Pay-As-You-Go', value: 'PostPaid' },
		{ name: 'Subscription', value: 'PrePaid' },
	],
	default: 'PostPaid',
});

const createdAfter = field('CreationStartTime', {
	displayName: 'Allocated After',
	name: 'createdAfter',
	type: 'dateTime',
	default: '',
	description: 'Only Elastic IPs allocated at or after this time. Seconds are ignored.',
});

const eipName = field('EipName', {
	displayName: 'Name',
	name: 'eipName',
	type: 'string',
	default: '',
	description: 'The full name of the Elastic IP, not a part of it',
});

const lockReason = field('LockReason', {
	displayName: 'Lock Reason',
	name: 'lockReason',
	type: 'options',
	options: [
		{
			name: 'Overdue Payment',
			value: 'financial',
			description: 'Locked because of an unpaid bill',
		},
		{ name: 'Security', value: 'security', description: 'Locked for security reasons' },
	],
	default: 'financial',
	description: 'Only Elastic IPs that are locked for this reason',
});

const serviceManaged = field('ServiceManaged', {
	displayName: 'Service Managed',
	name: 'serviceManaged',
	type: 'boolean',
	default: true,
	description:
		'Whether to return only those that another Alibaba Cloud service manages, or only your own',
});

const status = field('Status', {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: elasticIpStatuses,
	default: 'Available',
});

const canBeReleased: INodeProperties = {
	displayName: 'Can Be Released',
	name: 'canBeReleased',
	type: 'boolean',
	default: true,
	description:
		'Whether to return only those that can be released, or only those that cannot: associated, a subscription, with deletion protection or a lock, managed by another service, or part of an Elastic IP group',
};

const withoutTag = tagKey({
	displayName: 'Without Tag',
	name: 'withoutTag',
	description: 'Only Elastic IPs that have no tag with this key',
});

const allocatedBefore: INodeProperties = {
	displayName: 'Allocated Before',
	name: 'allocatedBefore',
	type: 'dateTime',
	default: '',
	description: 'Only Elastic IPs allocated before this time',
};

/** What the controls leave in the list. What a reply does not tell is no reason to be in it. */
function selectionOf(
	controls: Record<string, string>,
	parameters: ApiParameters,
): ElasticIpSelection {
	const {
		[canBeReleased.name]: released,
		[withoutTag.name]: key,
		[allocatedBefore.name]: time,
	} = controls as Record<string, string | undefined>;
	const tests: Array<(elasticIp: ElasticIp) => boolean> = [];
	if (released !== undefined) {
		tests.push((elasticIp) => releasable.fits(elasticIp) === (released === 'true'));
	}
	if (key !== undefined) {
		tests.push((elasticIp) => {
			const tagsByKey = findTags(elasticIp);
			return tagsByKey !== null && !(key in tagsByKey);
		});
	}
	if (time !== undefined) {
		tests.push((elasticIp) => readTime(elasticIp.AllocationTime) < Date.parse(time));
	}
	return {
		// What the user filters by besides stays, also where it then fits nothing.
		filter: { ...(released === 'true' && releasable.filter), ...parameters },
		...(tests.length > 0 && {
			fits: (elasticIp: ElasticIp) => tests.every((test) => test(elasticIp)),
		}),
	};
}

/** Lists the Elastic IPs of a region or several (DescribeEipAddresses). */
export const getAll: Operation = {
	value: 'getAll',
	readsRegions: true,
	apiAction: 'DescribeEipAddresses',
	fields: [returnAll, limit, ...outputOfElasticIp],
	collections: {
		filters: [
			canBeReleased,
			withoutTag,
			allocatedBefore,
			securityProtectionEnabled,
			chargeType,
			associatedInstanceId,
			associatedInstanceType,
			optional(segmentInstanceId),
			createdAfter,
			allocationIds,
			includeReservationData,
			optional(publicIpAddressPoolId),
			eipAddresses,
			isp,
			lockReason,
			eipName,
			resourceGroupId,
			serviceManaged,
			status,
			tags,
		],
		options: [dryRun, onRegionFailure, timeLimit],
	},
	targets: { kinds: bindingTargets.kinds, typeField: associatedInstanceType.name },
	async run({ session, parameters, controls, output, limit: most }) {
		const { filter, fits } = selectionOf(controls, parameters);
		const list = await listElasticIps(session, filter, { most, fits });
		return list.map((elasticIp) => toItem(output, elasticIp, simplifyElasticIp));
	},
};
