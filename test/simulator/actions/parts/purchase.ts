import { BGP_PRO_REGIONS, LINE_TYPES } from '../../facts/values';
import { DAY } from '../../state/time';
import { ApiError, invalid, missing } from '../../wire/apiError';
import type { ReplyObject } from '../../wire/json';
import { bandwidthOf, poolOf, refuseMisrouted } from './checks';
import type { Call, Context } from './defineAction';
import {
	bool,
	clientToken,
	integer,
	list,
	tags,
	oneOf,
	oneOfAnyCase,
	required,
	text,
} from './parameters';
import { blockHolds } from '../../state/addresses';

/** Parameters that AllocateEipAddress and AllocateEipAddressPro share. */
export const purchaseParameters = {
	RegionId: required(text()),
	AutoPay: bool(),
	Bandwidth: text(),
	ClientToken: clientToken(),
	InstanceChargeType: oneOf(['PostPaid', 'PrePaid']),
	InstanceId: text(),
	InternetChargeType: oneOf(['PayByBandwidth', 'PayByTraffic']),
	IpAddress: text(),
	ISP: oneOf(LINE_TYPES),
	Netmode: oneOfAnyCase(['public']),
	Period: integer({ min: 1, max: 9 }),
	PricingCycle: oneOf(['Month', 'Year']),
	PublicIpAddressPoolId: text(),
	ResourceGroupId: text(),
	SecurityProtectionTypes: list(1, ['AntiDDoS_Enhanced']),
	Tag: tags(),
};

/** Pay-as-you-go EIPs of the account in all regions, those of contiguous groups not counted. */
function postPaidEips({ world, accountId }: Context): number {
	return world
		.regions(accountId)
		.flatMap((region) => region.eips())
		.filter(
			({ chargeType, segmentInstanceId }) => chargeType === 'PostPaid' && segmentInstanceId === '',
		).length;
}

/** Refuses what the account cannot buy: quota and balance. */
function refusePoor(context: Context, count: number): void {
	if (context.account.balance === 'insufficient') throw new ApiError('InsufficientBalance');
	if (postPaidEips(context) + count > context.settings.eipQuota)
		throw new ApiError('QuotaExceeded.Eip');
}

/** Refuses pay-by-bandwidth for international accounts without a subscription. */
export function refuseForeignBilling(context: Context, prePaid: boolean, byTraffic: boolean): void {
	if (context.account.site === 'international' && !prePaid && !byTraffic) {
		throw new ApiError('COMMODITY.INVALID_COMPONENT');
	}
}

function chosenAddress(call: Call<typeof purchaseParameters>): {
	allocationId?: string;
	ipAddress?: string;
} {
	const { world, accountId, parameters } = call;
	const { InstanceId, IpAddress, PublicIpAddressPoolId } = parameters;
	if (InstanceId && IpAddress) throw invalid('InstanceId', 'cannot be combined with IpAddress');
	if (InstanceId) {
		const ipAddress = world.formerAddress(accountId, InstanceId);
		if (!ipAddress || !world.addresses.claim(ipAddress)) throw new ApiError('ReserveIpFail');
		return { allocationId: InstanceId, ipAddress };
	}
	if (IpAddress) {
		if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(IpAddress)) throw invalid('IpAddress');
		if (!world.addresses.claim(IpAddress)) throw new ApiError('ReserveIpFail');
		return { ipAddress: IpAddress };
	}
	if (PublicIpAddressPoolId) {
		const pool = poolOf(call, PublicIpAddressPoolId);
		const block = pool.cidrBlocks.find(({ status }) => status === 'Created');
		for (let host = 1; block && host < block.totalIpNum; host++) {
			const [base, last] = [
				block.cidrBlock.slice(0, block.cidrBlock.lastIndexOf('.') + 1),
				Number(/\.(\d+)\//.exec(block.cidrBlock)?.[1]),
			];
			const ipAddress = `${base}${last + host}`;
			if (blockHolds(block.cidrBlock, ipAddress) && world.addresses.claim(ipAddress))
				return { ipAddress };
		}
		throw new ApiError('ReserveIpFail');
	}
	return {};
}

/**
 * Buys an EIP, or, for a subscription without AutoPay, only places the order.
 * `more` holds what only one of the two actions takes.
 */
export function purchase(
	call: Call<typeof purchaseParameters>,
	more: { name?: string; description?: string; zone?: string; maxYears: number },
): ReplyObject {
	const { world, accountId, regionId, parameters, cause } = call;
	const prePaid = parameters.InstanceChargeType === 'PrePaid';
	const byTraffic = parameters.InternetChargeType === 'PayByTraffic';

	refuseMisrouted(call);
	if (prePaid && byTraffic)
		throw invalid('InternetChargeType', 'cannot be had with a subscription');
	refuseForeignBilling(call, prePaid, byTraffic);
	const bandwidth = bandwidthOf(parameters.Bandwidth ?? '5', { prePaid, byTraffic });
	if (parameters.ISP === 'BGP_PRO' && !BGP_PRO_REGIONS.has(regionId))
		throw invalid('ISP', 'is not offered in this region');
	if (prePaid) {
		if (parameters.Period === undefined) throw missing('Period');
		if (parameters.PricingCycle === 'Year' && parameters.Period > more.maxYears)
			throw invalid('Period');
		if (more.name !== undefined) throw invalid('Name', 'cannot be set for a subscription');
		if (more.description !== undefined)
			throw invalid('Description', 'cannot be set for a subscription');
	}
	const resourceGroupId = parameters.ResourceGroupId ?? 'rg-simulatordefault';
	if (prePaid && parameters.AutoPay !== true) return { OrderId: world.newLong() };

	if (prePaid) {
		if (call.account.balance === 'insufficient') throw new ApiError('InsufficientBalance');
	} else {
		refusePoor(call, 1);
	}
	const months = (parameters.Period ?? 0) * (parameters.PricingCycle === 'Year' ? 12 : 1);
	const eip = world.addEip(
		accountId,
		{
			...chosenAddress(call),
			region: regionId,
			name: more.name,
			description: more.description,
			zone: more.zone,
			bandwidth,
			internetChargeType: byTraffic ? 'PayByTraffic' : 'PayByBandwidth',
			chargeType: prePaid ? 'PrePaid' : 'PostPaid',
			isp: parameters.ISP,
			resourceGroupId,
			expiredTime: prePaid ? call.now + months * 30 * DAY : undefined,
			securityProtectionTypes: parameters.SecurityProtectionTypes,
			publicIpAddressPoolId: parameters.PublicIpAddressPoolId,
			tags: parameters.Tag,
		},
		cause,
	);
	return {
		AllocationId: eip.allocationId,
		EipAddress: eip.ipAddress,
		ResourceGroupId: resourceGroupId,
		...(prePaid ? { OrderId: world.newLong() } : {}),
	};
}
