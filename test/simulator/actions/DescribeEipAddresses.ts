import { EIP_STATUSES, INSTANCE_TYPES, LINE_TYPES } from '../facts/values';
import type { Eip } from '../state/eip';
import { parseIsoMinutes } from '../state/time';
import { ApiError, invalid } from '../wire/apiError';
import { isHidden } from './parts/checks';
import { refuseDeepPage } from './parts/deepPage';
import { defineAction, type Call } from './parts/defineAction';
import { viewOfEip } from './parts/eipView';
import { page, pageParameters, refuseDryRun } from './parts/paging';
import { bool, oneOf, pairs, required, text } from './parts/parameters';

const parameters = {
	RegionId: required(text()),
	AllocationId: text(),
	AssociatedInstanceId: text(),
	AssociatedInstanceType: oneOf(INSTANCE_TYPES, 'InvalidIAssociatedInstanceType.ValueNotSupported'),
	ChargeType: oneOf(['PostPaid', 'PrePaid'], 'InvalidChargeType.ValueNotSupported'),
	DryRun: bool(),
	EipAddress: text(),
	EipName: text(),
	Filter: pairs(2),
	IncludeReservationData: bool(),
	ISP: oneOf(LINE_TYPES),
	LockReason: oneOf(['financial', 'security', 'sharedPool'], 'InvalidLockReason.NotFound'),
	...pageParameters(100),
	PublicIpAddressPoolId: text(),
	ResourceGroupId: text(),
	SecurityProtectionEnabled: bool(),
	SegmentInstanceId: text(),
	ServiceManaged: bool(),
	Status: oneOf(EIP_STATUSES),
	Tag: pairs(20),
};

type Test = (eip: Eip) => boolean;

/** A list of up to 50 values joined with commas, as a test; more are refused. */
function oneOfList(name: string, joined: string, valueOf: (eip: Eip) => string): Test {
	const wanted = new Set(
		joined
			.split(',')
			.map((value) => value.trim())
			.filter((value) => value !== ''),
	);
	if (wanted.size > 50) throw invalid(name, 'has more than 50 entries');
	return (eip) => wanted.has(valueOf(eip));
}

/** The only documented filter key: bought at or after this minute. */
function creationFilters(call: Call<typeof parameters>): Test[] {
	return (call.parameters.Filter ?? []).map(({ key, value }) => {
		if (key !== 'CreationStartTime') throw new ApiError('InvalidFilterKey.NotFound');
		const start = parseIsoMinutes(value);
		if (start === undefined) throw new ApiError('InvalidFilterValue');
		return ({ allocationTime }) => allocationTime >= start;
	});
}

function testsOf(call: Call<typeof parameters>): Test[] {
	const wanted = call.parameters;
	const tests: Test[] = creationFilters(call);
	const equal = (value: string | undefined, valueOf: (eip: Eip) => string) => {
		if (value) tests.push((eip) => valueOf(eip) === value);
	};
	if (wanted.AllocationId)
		tests.push(oneOfList('AllocationId', wanted.AllocationId, (eip) => eip.allocationId));
	if (wanted.EipAddress)
		tests.push(oneOfList('EipAddress', wanted.EipAddress, (eip) => eip.ipAddress));
	equal(wanted.AssociatedInstanceId, (eip) => eip.instanceId);
	equal(wanted.AssociatedInstanceType, (eip) => eip.instanceType);
	equal(wanted.ChargeType, (eip) => eip.chargeType);
	equal(wanted.EipName, (eip) => eip.name);
	equal(wanted.ISP, (eip) => eip.isp);
	equal(wanted.PublicIpAddressPoolId, (eip) => eip.publicIpAddressPoolId);
	equal(wanted.ResourceGroupId, (eip) => eip.resourceGroupId);
	equal(wanted.SegmentInstanceId, (eip) => eip.segmentInstanceId);
	equal(wanted.Status, (eip) => eip.status);
	const { LockReason, SecurityProtectionEnabled, ServiceManaged } = wanted;
	if (LockReason) tests.push((eip) => eip.locks.includes(LockReason));
	if (SecurityProtectionEnabled !== undefined) {
		tests.push((eip) => eip.securityProtectionTypes.length > 0 === SecurityProtectionEnabled);
	}
	if (ServiceManaged !== undefined) tests.push((eip) => eip.serviceManaged === ServiceManaged);
	for (const { key, value } of wanted.Tag ?? []) {
		tests.push((eip) =>
			eip.tags.some((tag) => tag.key === key && (value === '' || tag.value === value)),
		);
	}
	return tests;
}

/** Lists the EIPs of one region; all filters given must hold. */
export const DescribeEipAddresses = defineAction({
	name: 'DescribeEipAddresses',
	kind: 'read',
	methods: ['HEAD'],
	parameters,
	run(call) {
		const tests = testsOf(call);
		refuseDryRun(call.parameters.DryRun);
		refuseDeepPage(call, call.parameters.PageNumber ?? 1);
		const all = call.region.eips(call.settings.listOrder).filter((eip) => !isHidden(call, eip));
		const found = tests.length === 0 ? all : all.filter((eip) => tests.every((test) => test(eip)));
		const { items, counts } = page(found, call.parameters);
		return {
			...counts,
			EipAddresses: {
				EipAddress: items.map((eip) =>
					viewOfEip(call, eip, call.parameters.IncludeReservationData ?? false),
				),
			},
		};
	},
});
