import type { BindingMode, InstanceType } from '../../facts/values';
import type { Eip } from '../../state/eip';
import type { Instance } from '../../state/instance';
import { ApiError, invalid, missing } from '../../wire/apiError';
import { refuseLocked } from './checks';
import type { Context } from './defineAction';

/** Most EIPs of one NAT gateway (`facts/eip-api.md` section 8). */
const EIPS_PER_NAT_GATEWAY = 20;

/** What shall be bound to what. */
export interface Binding {
	readonly instanceId: string;
	readonly instanceType: InstanceType;
	readonly mode?: BindingMode;
	readonly privateIpAddress?: string;
	readonly vpcId?: string;
	readonly instanceRegionId?: string;
}

/** EIPs that are bound to a resource or on the way to or from it. */
function eipsAt(context: Context, instanceId: string): Eip[] {
	return context.region.eips().filter((eip) => eip.instanceId === instanceId);
}

function findInstance(context: Context, { instanceId, instanceType }: Binding): Instance {
	const { world, accountId, region } = context;
	const here = region.instances.get(instanceId);
	if (here?.type === instanceType) return here;
	const elsewhere = world
		.regions(accountId)
		.some((other) => other.instances.get(instanceId)?.type === instanceType);
	throw new ApiError(!here && elsewhere ? 'InvalidParameter.Mismatch' : 'InvalidInstanId.NotFound');
}

/** Refuses a target whose own state does not allow a binding. */
function refuseUnready(instance: Instance): void {
	if (instance.foreign) throw new ApiError('BIND_INSTANCE_OWENER_ERROR');
	if (instance.network !== 'vpc')
		throw new ApiError('OperationDenied', 'The instance is not in a VPC.');
	switch (instance.type) {
		case 'EcsInstance':
			if (instance.status === 'Migrating') throw new ApiError('OperationFailed.EcsMigrating');
			if (!['Running', 'Stopped'].includes(instance.status))
				throw new ApiError('IncorrectInstanceStatus');
			if (instance.hasBandwidth) throw new ApiError('InvalidStatus.InstanceHasBandWidth');
			if (instance.hasPortMap) throw new ApiError('BIND_INSTANCE_HAVE_PORTMAP_OR_BIND_EIP');
			return;
		case 'SlbInstance':
			if (instance.status !== 'active') throw new ApiError('IncorrectInstanceStatus');
			return;
		case 'Nat':
			if (instance.status !== 'Available') throw new ApiError('IncorrectStatus.NatGateway');
			return;
		case 'HaVip':
			if (!['Available', 'InUse'].includes(instance.status))
				throw new ApiError('IncorrectHaVipStatus');
			return;
		case 'NetworkInterface':
			if (!['Available', 'InUse'].includes(instance.status))
				throw new ApiError('InvalidStatus.EniStatusNotSupport');
	}
}

/** Refuses a target that is busy or has what it can have; answers with the private address to bind to. */
function refuseOccupied(context: Context, instance: Instance, binding: Binding): string {
	const bound = eipsAt(context, instance.id);
	if (bound.some(({ status }) => status === 'Associating' || status === 'Unassociating')) {
		throw new ApiError('TaskConflict');
	}
	if (instance.type === 'Nat') {
		if (bound.length >= EIPS_PER_NAT_GATEWAY) throw new ApiError('QuotaExceeded.NumberOfEip');
		return '';
	}
	if (instance.type !== 'NetworkInterface') {
		if (bound.length > 0) throw new ApiError('InvalidAssociation.Duplicated');
		return '';
	}
	const mode = binding.mode ?? 'NAT';
	if (bound.some((eip) => eip.mode !== mode) || (mode === 'BINDED' && bound.length > 0)) {
		throw new ApiError('InvalidAssociation.Duplicated');
	}
	if (mode !== 'NAT') return binding.privateIpAddress ?? instance.privateIpAddresses[0] ?? '';
	const taken = new Set(bound.map((eip) => eip.privateIpAddress));
	const address =
		binding.privateIpAddress ?? instance.privateIpAddresses.find((free) => !taken.has(free));
	if (address === undefined || taken.has(address))
		throw new ApiError('InvalidAssociation.Duplicated');
	if (!instance.privateIpAddresses.includes(address))
		throw invalid('PrivateIpAddress', 'is not one of the network interface');
	return address;
}

/** Checks a binding as far as it can be checked without changing anything; answers with the private address. */
export function checkBinding(context: Context, eip: Eip, binding: Binding): string {
	if (eip.status !== 'Available') throw new ApiError('IncorrectEipStatus');
	refuseLocked(eip);
	if (binding.instanceRegionId && binding.instanceRegionId !== eip.region)
		throw new ApiError('InvalidParameter.Mismatch');
	if (binding.instanceType === 'IpAddress') {
		if (!binding.vpcId) throw missing('VpcId');
		if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(binding.instanceId))
			throw invalid('InstanceId', 'is not an IPv4 address');
		if (eipsAt(context, binding.instanceId).length > 0)
			throw new ApiError('InvalidAssociation.Duplicated');
		return '';
	}
	const instance = findInstance(context, binding);
	refuseUnready(instance);
	return refuseOccupied(context, instance, binding);
}

/** Available -> Associating -> InUse. */
export function startBinding(
	context: Context,
	eip: Eip,
	binding: Binding,
	privateIpAddress: string,
): void {
	const { world, settings, cause } = context;
	world.update(
		eip,
		{
			status: 'Associating',
			instanceId: binding.instanceId,
			instanceType: binding.instanceType,
			instanceRegionId: eip.region,
			privateIpAddress,
			mode: binding.mode ?? 'NAT',
			vpcId: binding.vpcId ?? '',
		},
		cause,
	);
	world.later(eip.allocationId, settings.durations.associating, (time) =>
		world.update(eip, { status: 'InUse', boundTo: eip.instanceId }, { ...cause, time }),
	);
}

/** InUse -> Unassociating -> Available. */
export function startUnbinding(context: Context, eip: Eip): void {
	const { world, settings, cause } = context;
	world.update(eip, { status: 'Unassociating' }, cause);
	world.later(eip.allocationId, settings.durations.unassociating, (time) =>
		world.update(
			eip,
			{
				status: 'Available',
				boundTo: '',
				instanceId: '',
				instanceType: '',
				instanceRegionId: '',
				privateIpAddress: '',
				mode: 'NAT',
				vpcId: '',
			},
			{ ...cause, time },
		),
	);
}
