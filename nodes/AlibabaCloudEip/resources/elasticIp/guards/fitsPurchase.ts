import type { ElasticIp } from '../../../api/elasticIp';
import { findLockReasons, findTags } from '../../../output/simplifyElasticIp';
import { toNumber } from '../../../output/toNumber';
import type { ApiParameters } from '../../Operation';
import { isOwnTag } from '../ownTags';
import { hasTag } from './conditions';
import { readFlag, readTime } from './reading';

/** What must hold of an idle Elastic IP besides what the purchase asks for. */
export interface ReuseConditions {
	tags: Array<{ key: string; value: string }>;
	/** Whether it may be in an Internet Shared Bandwidth instance. */
	fromBandwidthPackage: boolean;
}

/**
 * Milliseconds after a purchase in which an Elastic IP is left to who bought it: it shows as idle until it is
 * bound.
 */
const MIN_AGE = 10 * 60_000;

/** What AllocateEipAddress takes for granted. */
const DEFAULTS = {
	InstanceChargeType: 'PostPaid',
	InternetChargeType: 'PayByBandwidth',
	ISP: 'BGP',
	Bandwidth: '5',
};

/**
 * Whether an Elastic IP is idle and as one that would be bought: then it can be taken instead. What its reply
 * does not tell does not fit. Its name, description, tags and resource group are its own; the group counts only
 * where one is asked for.
 *
 * @param purchase parameters of AllocateEipAddress
 * @param now milliseconds since 1970
 */
export function fitsPurchase(
	elasticIp: ElasticIp,
	purchase: ApiParameters,
	{ tags, fromBandwidthPackage }: ReuseConditions,
	now: number,
): boolean {
	const wanted: ApiParameters & typeof DEFAULTS = { ...DEFAULTS, ...purchase };
	return (
		isIdle(elasticIp, now) &&
		isFree(elasticIp, fromBandwidthPackage) &&
		isBilledAs(elasticIp, wanted, now) &&
		elasticIp.ISP === wanted.ISP &&
		isSame(protectionsOf(elasticIp), numbered(purchase, 'SecurityProtectionTypes')) &&
		isEmptyOr(elasticIp.PublicIpAddressPoolId, wanted.PublicIpAddressPoolId) &&
		IF_GIVEN.every(([asked, shown]) => !wanted[asked] || elasticIp[shown] === wanted[asked]) &&
		tags.every(({ key, value }) => hasTag(elasticIp, key, value))
	);
}

/** Compared only where the purchase has it, by its name there and in DescribeEipAddresses. */
const IF_GIVEN = [
	['ResourceGroupId', 'ResourceGroupId'],
	['Zone', 'Zone'],
	['IpAddress', 'IpAddress'],
	['InstanceId', 'AllocationId'],
] as const;

function isIdle({ Status, InstanceId, AllocationTime }: ElasticIp, now: number): boolean {
	const isUnbound = Status === 'Available' && isEmptyOr(InstanceId, undefined);
	// NaN, where it cannot be read, is not long ago.
	return isUnbound && now - readTime(AllocationTime) >= MIN_AGE;
}

/** Whether nothing else has a claim to it. */
function isFree(elasticIp: ElasticIp, mayBeInPackage: boolean): boolean {
	const { DeletionProtection, ServiceManaged, SegmentInstanceId, BandwidthPackageId } = elasticIp;
	return (
		findLockReasons(elasticIp)?.length === 0 &&
		readFlag(DeletionProtection) === false &&
		readFlag(ServiceManaged) === false &&
		isEmptyOr(SegmentInstanceId, undefined) &&
		isOfNoReplacement(elasticIp) &&
		(mayBeInPackage || isEmptyOr(BandwidthPackageId, undefined))
	);
}

/** Whether no replacement keeps it for a time, or has still to end with it. */
function isOfNoReplacement(elasticIp: ElasticIp): boolean {
	// Replies did not tell tags before 2022.
	const tags = elasticIp.Tags === undefined ? {} : findTags(elasticIp);
	return tags !== null && !Object.keys(tags).some(isOwnTag);
}

function isBilledAs(
	{ ChargeType, InternetChargeType, EipBandwidth, Bandwidth, ExpiredTime }: ElasticIp,
	wanted: typeof DEFAULTS,
	now: number,
): boolean {
	if (ChargeType !== wanted.InstanceChargeType) return false;
	if (toNumber(EipBandwidth ?? Bandwidth) !== Number(wanted.Bandwidth)) return false;
	return ChargeType === 'PrePaid'
		? readTime(ExpiredTime) > now
		: InternetChargeType === wanted.InternetChargeType;
}

/** Whether a text of a reply is the wanted one; for none it must be empty, or not be there at all. */
function isEmptyOr(value: unknown, wanted: string | undefined): boolean {
	return wanted ? value === wanted : value === undefined || value === '';
}

/** Undefined where it cannot be read. */
function protectionsOf({ SecurityProtectionTypes: outer }: ElasticIp): unknown[] | undefined {
	if (outer === undefined || outer === '') return [];
	const list =
		typeof outer === 'object' && outer && 'SecurityProtectionType' in outer
			? outer.SecurityProtectionType
			: undefined;
	return Array.isArray(list) ? list : undefined;
}

function numbered(parameters: ApiParameters, name: string): string[] {
	return Object.keys(parameters)
		.filter((key) => key.startsWith(`${name}.`))
		.map((key) => parameters[key]);
}

function isSame(one: unknown[] | undefined, other: string[]): boolean {
	return one?.length === other.length && other.every((each) => one.includes(each));
}
