import type { ActionName } from '../../../nodes/AlibabaCloudEip/api/actions';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import {
	type Check,
	NO_ELASTIC_IP,
	couldNotTell,
	describe,
	isForbidden,
	toFinding,
} from '../Check';
import { idOf } from './lists';
import { compareWithModel, replyModel } from '../sdkModel';

/** In the replies of 2019 and in terraform's data source, but not in the SDK. */
const KNOWN_BEYOND_SDK = new Set([
	'EipAddresses.EipAddress[].AvailableRegions',
	// As recorded in 2021; the SDK spells it Descritpion.
	'EipSegments.EipSegment[].Description',
]);

/** Types that replies were recorded with, other than the SDK declares. */
const RECORDED_TYPES = new Set([
	'EipAddresses.EipAddress[].HasReservationData is boolean instead of string',
	'CommonBandwidthPackages.CommonBandwidthPackage[].HasReservationData is boolean instead of string',
	'EipSegments.EipSegment[].IpCount is number instead of string',
]);

/** The reading actions whose replies are compared field by field. */
const ACTIONS: Array<{
	action: ActionName;
	parameters?: Record<string, string>;
	/** Needs the ID of an Elastic IP, as this parameter. */
	idParameter?: string;
	list: string;
}> = [
	{
		action: 'DescribeEipAddresses',
		parameters: { PageSize: '100', IncludeReservationData: 'true' },
		list: 'EipAddresses.EipAddress',
	},
	{
		action: 'DescribeCommonBandwidthPackages',
		parameters: { PageSize: '50', IncludeReservationData: 'true' },
		list: 'CommonBandwidthPackages.CommonBandwidthPackage',
	},
	{ action: 'DescribeEipSegment', parameters: { PageSize: '50' }, list: 'EipSegments.EipSegment' },
	{ action: 'ListPublicIpAddressPools', list: 'PublicIpAddressPoolList' },
	{
		action: 'ListTagResources',
		parameters: { ResourceType: 'EIP' },
		// It wants to know whose tags.
		idParameter: 'ResourceId',
		list: 'TagResources.TagResource',
	},
	{
		action: 'DescribeTagKeys',
		parameters: { ResourceType: 'EIP' },
		list: 'TagKeys.TagKey',
	},
	{
		action: 'DescribeTags',
		parameters: { ResourceType: 'EIP' },
		list: 'TagResources.TagResource',
	},
	{ action: 'ListResourceGroups', list: 'ResourceGroups.ResourceGroup' },
	{ action: 'DescribeRegions', list: 'Regions.Region' },
	{ action: 'DescribeZones', list: 'Zones.Zone' },
];

/** The entries of a list in a reply; none where there is no such list. */
export function entriesAt(body: unknown, path: string): unknown[] {
	const value = path
		.split('.')
		.reduce<unknown>(
			(current, name) =>
				typeof current === 'object' && current !== null
					? (current as Record<string, unknown>)[name]
					: undefined,
			body,
		);
	return Array.isArray(value) ? value : [];
}

const shapes: Check[] = ACTIONS.map(({ action, parameters = {}, idParameter, list }) => ({
	id: `fields-${action}`,
	expects: `fields and types as in the official SDK and in recorded replies, the list in ${list}`,
	async run(live) {
		const ids = idParameter ? (await live.elasticIps()).slice(0, 20).map(idOf) : [];
		if (idParameter && ids.length === 0) return NO_ELASTIC_IP;
		const numbered = ids.map((id, index) => [`${idParameter}.${index + 1}`, id]);
		const outcome = await live.call(action, { ...parameters, ...Object.fromEntries(numbered) });
		if (isForbidden(outcome)) return couldNotTell(describe(outcome));
		if (outcome.code) return toFinding(false, describe(outcome));
		const { unknown, wrong } = compareWithModel(outcome.body, replyModel(action));
		const news = [...unknown].filter((name) => !KNOWN_BEYOND_SDK.has(name));
		const faults = [
			...(news.length > 0 ? [`unknown: ${news.sort().join(', ')}`] : []),
			...[...wrong].filter((fault) => !RECORDED_TYPES.has(fault)).sort(),
		];
		if (faults.length > 0) return toFinding(false, faults.join('; '));
		const count = entriesAt(outcome.body, list).length;
		// An empty list shows nothing about its entries.
		return count === 0 ? couldNotTell('an empty list') : toFinding(true, `${count} entries`);
	},
}));

/** Known values of fields that this package decides by or offers a list for. */
const VALUES: Record<string, string[]> = {
	Status: ['Associating', 'Unassociating', 'InUse', 'Available', 'Releasing'],
	BusinessStatus: ['Normal', 'OperationLock'],
	HDMonitorStatus: ['ON', 'OFF'],
	ChargeType: ['PostPaid', 'PrePaid'],
	InternetChargeType: ['PayByBandwidth', 'PayByTraffic'],
	InstanceType: [
		...['', 'EcsInstance', 'SlbInstance', 'Nat', 'HaVip', 'NetworkInterface', 'IpAddress'],
	],
	Mode: ['', 'NAT', 'MULTI_BINDED', 'BINDED'],
	Netmode: ['public'],
	HasReservationData: ['true', 'false'],
	ISP: [
		...['BGP', 'BGP_PRO', 'ChinaTelecom', 'ChinaUnicom', 'ChinaMobile', 'ChinaTelecom_L2'],
		...['ChinaUnicom_L2', 'ChinaMobile_L2', 'BGP_FinanceCloud', 'BGP_International'],
	],
};

const values: Check[] = Object.entries(VALUES).map(([field, known]) => ({
	id: `values-${field}`,
	expects: `only ${known.map((value) => value || 'empty').join(', ')}`,
	async run(live) {
		const all = await live.elasticIps();
		if (all.length === 0) return NO_ELASTIC_IP;
		const seen = all.map((elasticIp) => elasticIp[field]).filter((value) => value !== undefined);
		if (seen.length === 0) return couldNotTell('no Elastic IP has this field');
		return compareValues(seen, known);
	},
}));

/** Tells what was seen; a value that is not known is cut, it might be anything. */
function compareValues(seen: unknown[], known: string[]) {
	const texts = [...new Set(seen.map((value) => String(value)))].sort();
	const shown = texts.map((text) => (text === '' ? 'empty' : text.slice(0, 40)));
	return toFinding(
		seen.every((value) => typeof value !== 'object' && known.includes(String(value))),
		shown.join(', '),
	);
}

function locksOf(elasticIp: ElasticIp): unknown[] {
	return entriesAt(elasticIp, 'OperationLocks.LockReason').map(
		(entry) => (entry as { LockReason?: unknown }).LockReason,
	);
}

/** Fields, types and values of replies. */
export const fieldChecks: Check[] = [
	...shapes,
	...values,
	{
		id: 'lock-reasons',
		expects: 'only financial, security, sharedPool',
		async run(live) {
			const reasons = (await live.elasticIps()).flatMap(locksOf);
			if (reasons.length === 0) return couldNotTell('no Elastic IP is locked');
			return compareValues(reasons, ['financial', 'security', 'sharedPool']);
		},
	},
	{
		id: 'description-key',
		expects: 'Description, not Descritpion',
		async run(live) {
			const all = await live.elasticIps();
			if (all.length === 0) return NO_ELASTIC_IP;
			const keys = ['Description', 'Descritpion'].filter((key) =>
				all.some((elasticIp) => key in elasticIp),
			);
			if (keys.length === 0) return couldNotTell('neither is there');
			return toFinding(keys.join() === 'Description', keys.join(' and '));
		},
	},
	{
		id: 'bandwidth-in-package',
		expects:
			'in an Internet Shared Bandwidth instance, Bandwidth is what the package gives, EipBandwidth its own',
		async run(live) {
			const inPackage = (await live.elasticIps()).filter((entry) => entry.BandwidthPackageId);
			// Equal figures can't tell which is which.
			const telling = inPackage.find((entry) => entry.Bandwidth !== entry.EipBandwidth);
			if (!telling) return couldNotTell('no Elastic IP in a package with another bandwidth');
			const { Bandwidth, EipBandwidth, BandwidthPackageBandwidth } = telling;
			return toFinding(
				Number(Bandwidth) <= Number(BandwidthPackageBandwidth),
				`Bandwidth ${String(Bandwidth)}, EipBandwidth ${String(EipBandwidth)}, BandwidthPackageBandwidth ${String(BandwidthPackageBandwidth)}`,
			);
		},
	},
];
