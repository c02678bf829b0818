import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiParameters, Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { type ElasticIp, IDS_PER_CALL, readElasticIps } from '../../transport/elasticIp';
import {
	type ReadPage,
	readAllPages,
	readFirstEntries,
	readTotalCount,
} from '../../transport/paging';
import type { Session } from '../../transport/session';
import {
	dryRun,
	includeReservationData,
	limit,
	optional,
	publicIpAddressPoolId,
	resourceGroupId,
	returnAll,
	securityProtectionEnabled,
	segmentInstanceId,
	simplify,
	tags,
	timeLimit,
} from '../fields';
import { isp } from '../purchaseFields';
import { associatedInstanceType } from './fields';

/** The largest page of DescribeEipAddresses. */
export const ELASTIC_IPS_PER_PAGE = 100;

/** Whether the text is a whole ID of an Elastic IP. */
export function isElasticIpId(text: string): boolean {
	return /^eip-[a-zA-Z0-9]{15,}$/.test(text);
}

const allocationIds: INodeProperties = {
	displayName: 'Elastic IP IDs',
	name: 'allocationIds',
	type: 'string',
	default: '',
	placeholder: 'e.g. eip-25877c70gddh5abcd, eip-2zeerraiwb7uj6abcd',
	description: 'IDs separated by commas',
	routing: { send: { type: 'query', property: 'AllocationId', propertyInDotNotation: false } },
};

const eipAddresses: INodeProperties = {
	displayName: 'IP Addresses',
	name: 'eipAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.10, 203.0.113.11',
	description: 'Addresses separated by commas',
	routing: { send: { type: 'query', property: 'EipAddress', propertyInDotNotation: false } },
};

const associatedInstanceId: INodeProperties = {
	displayName: 'Bound Instance ID',
	name: 'associatedInstanceId',
	type: 'string',
	default: '',
	placeholder: 'e.g. i-2zebb08phyczzawe5abcd',
	description: 'The instance that the Elastic IPs are bound to',
	routing: {
		send: { type: 'query', property: 'AssociatedInstanceId', propertyInDotNotation: false },
	},
};

const chargeType: INodeProperties = {
	displayName: 'Billing Method',
	name: 'chargeType',
	type: 'options',
	options: [
		{ name: 'Pay-As-You-Go', value: 'PostPaid' },
		{ name: 'Subscription', value: 'PrePaid' },
	],
	default: 'PostPaid',
	routing: { send: { type: 'query', property: 'ChargeType', propertyInDotNotation: false } },
};

const createdAfter: INodeProperties = {
	displayName: 'Created After',
	name: 'createdAfter',
	type: 'dateTime',
	default: '',
	description: 'Only Elastic IPs allocated at or after this time, to the minute',
	routing: { send: { type: 'query', property: 'CreationStartTime', propertyInDotNotation: false } },
};

const eipName: INodeProperties = {
	displayName: 'Name',
	name: 'eipName',
	type: 'string',
	default: '',
	description: 'The whole name of the Elastic IP',
	routing: { send: { type: 'query', property: 'EipName', propertyInDotNotation: false } },
};

const lockReason: INodeProperties = {
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
	routing: { send: { type: 'query', property: 'LockReason', propertyInDotNotation: false } },
};

const serviceManaged: INodeProperties = {
	displayName: 'Service Managed',
	name: 'serviceManaged',
	type: 'boolean',
	default: true,
	description: 'Whether to return those that another Alibaba Cloud service manages or your own',
	routing: { send: { type: 'query', property: 'ServiceManaged', propertyInDotNotation: false } },
};

const status: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Associating', value: 'Associating', description: 'Being bound to an instance' },
		{ name: 'Available', value: 'Available', description: 'Not bound' },
		{ name: 'In Use', value: 'InUse', description: 'Bound to an instance' },
		{ name: 'Releasing', value: 'Releasing', description: 'Being given back' },
		{ name: 'Unassociating', value: 'Unassociating', description: 'Being unbound' },
	],
	default: 'Available',
	routing: { send: { type: 'query', property: 'Status', propertyInDotNotation: false } },
};

/** Lists the Elastic IPs of a region (DescribeEipAddresses). */
export const getAll: Operation = {
	value: 'getAll',
	apiAction: 'DescribeEipAddresses',
	fields: [returnAll, limit, simplify],
	collections: {
		filters: [
			securityProtectionEnabled,
			chargeType,
			associatedInstanceId,
			associatedInstanceType,
			optional(segmentInstanceId),
			createdAfter,
			dryRun,
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
		options: [timeLimit],
	},
	async run({ session, parameters, simplify: isSimple, limit: most }) {
		const list = await listElasticIps(session, parameters, most).catch(isDryRunPassed);
		if (list instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
		return isSimple ? list.map(simplifyElasticIp) : list;
	},
};

/**
 * Reads Elastic IPs page by page, each once.
 *
 * @param parameters filters of DescribeEipAddresses; more than 50 IDs or addresses are asked for in parts
 * @param most so many at most, or undefined for all
 */
export async function listElasticIps(
	session: Session,
	parameters: ApiParameters,
	most: number | undefined,
): Promise<ElasticIp[]> {
	const found = new Map<string, ElasticIp>();
	for (const part of splitLists(toApiFilter(parameters))) {
		const rest = most === undefined ? undefined : most - found.size;
		if (rest === 0) break;
		for (const elasticIp of await listPart(session, part, rest))
			found.set(idOf(elasticIp), elasticIp);
	}
	return [...found.values()];
}

async function listPart(session: Session, parameters: ApiParameters, most: number | undefined) {
	const readPage: ReadPage<ElasticIp> = async (pageNumber, pageSize) => {
		const reply: IDataObject = await session.call('DescribeEipAddresses', {
			...parameters,
			PageNumber: String(pageNumber),
			PageSize: String(pageSize),
		});
		const entries = readElasticIps(reply);
		return { entries, totalCount: readTotalCount(reply, entries.length) };
	};
	return most === undefined
		? await readAllPages(readPage, idOf, ELASTIC_IPS_PER_PAGE)
		: await readFirstEntries(readPage, idOf, ELASTIC_IPS_PER_PAGE, most);
}

function idOf(elasticIp: ElasticIp): string {
	return String(elasticIp.AllocationId);
}

/** The API's only documented filter key is CreationStartTime, in minutes. */
function toApiFilter(parameters: ApiParameters): ApiParameters {
	const { CreationStartTime: time, ...rest } = parameters;
	if (time === undefined) return rest;
	return {
		...rest,
		'Filter.1.Key': 'CreationStartTime',
		'Filter.1.Value': `${time.slice(0, 16)}Z`,
	};
}

/** One set of parameters for each 50 IDs and each 50 addresses. */
function splitLists(parameters: ApiParameters): ApiParameters[] {
	return ['AllocationId', 'EipAddress'].reduce<ApiParameters[]>(
		(parts, name) =>
			parts.flatMap((part) => {
				const values = part[name]?.split(',') ?? [];
				if (values.length <= IDS_PER_CALL) return [part];
				const chunks = [];
				for (let start = 0; start < values.length; start += IDS_PER_CALL) {
					chunks.push({ ...part, [name]: values.slice(start, start + IDS_PER_CALL).join(',') });
				}
				return chunks;
			}),
		[parameters],
	);
}
