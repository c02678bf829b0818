import type { INodeProperties } from 'n8n-workflow';
import type { ApiParameters } from '../Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { resourceKinds } from '../../api/resourceKinds';
import { type TargetKind, firstLetters } from '../../api/targetKind';
import { type FormField, field, locator, variantFor } from '../field';
import { DETECT } from './target';

/** Parameters that several operations on Elastic IPs share. */

const instanceTypes = [
	{ name: 'CLB Instance', value: 'SlbInstance', description: 'A Classic Load Balancer in a VPC' },
	{ name: 'ECS Instance', value: 'EcsInstance', description: 'A virtual machine in a VPC' },
	{ name: 'HAVIP', value: 'HaVip', description: 'A high-availability virtual IP address' },
	{
		name: 'IP Address',
		value: 'IpAddress',
		description: 'A private IP address in a VPC that has an IPv4 gateway',
	},
	{ name: 'NAT Gateway', value: 'Nat', description: 'An Internet NAT gateway' },
	{
		name: 'Network Interface',
		value: 'NetworkInterface',
		description: 'A secondary elastic network interface (ENI)',
	},
];

/** Whether an Elastic IP can be bound to instances of this type. */
export function isInstanceType(type: string): boolean {
	return instanceTypes.some(({ value }) => value === type);
}

/** Stands before the types, which are in order. */
export const detectFromId = {
	name: 'Detect From ID',
	value: DETECT,
	description: 'The type follows from the ID',
};

export const instanceType = field('InstanceType', {
	displayName: 'Instance Type',
	name: 'instanceType',
	type: 'options',
	options: [
		{
			...detectFromId,
			description:
				'The type follows from the ID; a private IP address stands for the ECS instance that has it',
		},
		...instanceTypes,
	],
	default: DETECT,
	description:
		"What kind of resource the instance is. The list shows only those of a chosen type. If an expression gives 'Instance', choose the type to see the fields that only this type has.",
});

const INSTANCE_ID = 'instanceId';

export const instanceId = field(
	'InstanceId',
	locator(resourceKinds.instance, {
		displayName: 'Instance',
		name: INSTANCE_ID,
		required: true,
		description:
			'The ECS instance, network interface, CLB instance, NAT gateway or HAVIP. By ID also accepts the private IP address of an ECS instance.',
		searchListMethod: 'searchTargets',
	}),
);

export const associatedInstanceType = field('AssociatedInstanceType', {
	displayName: 'Associated Instance Type',
	name: 'associatedInstanceType',
	type: 'options',
	options: instanceTypes,
	default: 'EcsInstance',
});

export const privateIpAddress = field('PrivateIpAddress', {
	displayName: 'Private IP Address',
	name: 'privateIpAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 192.168.0.4',
	description: 'The private address of the instance that the Elastic IP is associated with',
});

const mode = field('Mode', {
	displayName: 'Forward Mode',
	name: 'mode',
	type: 'options',
	options: [
		{
			name: 'Cut-Through',
			value: 'BINDED',
			description: 'The public address is visible on the network interface',
		},
		{
			name: 'Multi-EIP to ENI',
			value: 'MULTI_BINDED',
			description: 'Several Elastic IPs are visible on the network interface',
		},
		{ name: 'NAT', value: 'NAT', description: 'The network interface keeps its private address' },
	],
	default: 'NAT',
	description: 'How the Elastic IP appears on the network interface',
});

const vpcId = field(
	'VpcId',
	locator(resourceKinds.vpc, {
		displayName: 'VPC',
		name: 'vpcId',
		description:
			'The VPC that the IP address is in; it needs an IPv4 gateway. Required to associate with the IP address itself; leave empty for the ECS instance that has the address.',
		searchListMethod: 'searchVpcs',
	}),
);

/**
 * For a field that only one kind of target has. n8n shows a field for whatever an expression may give
 * (displayParameter, n8n-workflow 2.41), which says nothing where 'Instance' is one and its type follows from
 * it: then the field shows as soon as the type is chosen, or an expression gives that as well.
 *
 * @param asked how n8n asks for it where the type is chosen
 */
function onlyFor(
	kind: TargetKind,
	property: INodeProperties,
	asked: Pick<INodeProperties, 'required'> = {},
): FormField {
	const others = Object.entries(firstLetters).filter(([, other]) => other !== kind);
	const begins = ['=', ...others.map(([letters]) => letters)];
	return {
		...property,
		displayOptions: {
			show: {
				[instanceType.name]: [DETECT, kind],
				[INSTANCE_ID]: Object.entries(firstLetters)
					.filter(([, own]) => own === kind)
					.map(([letters]) => ({ _cnd: { startsWith: letters } })),
			},
		},
		variants: [
			variantFor({ name: instanceType.name, value: kind }, asked),
			{
				displayOptions: {
					show: { [instanceType.name]: [DETECT] },
					hide: {
						[INSTANCE_ID]: ['', ...begins.map((letters) => ({ _cnd: { startsWith: letters } }))],
					},
				},
			},
		],
	};
}

/** What an Elastic IP is bound to. */
export const bindingFields: FormField[] = [
	instanceType,
	instanceId,
	onlyFor('IpAddress', vpcId, { required: true }),
	onlyFor('NetworkInterface', mode),
];

/** @throws InvalidInput when what it is to be bound to is not wholly named */
export function checkBinding({ InstanceType, VpcId }: ApiParameters): void {
	if (InstanceType !== 'IpAddress' || VpcId) return;
	throw new InvalidInput(
		"'VPC' is empty",
		"It is required if 'Instance Type' is IP Address. Choose the VPC that the address is in.",
	);
}

const instanceRegionId = field(
	'InstanceRegionId',
	locator(resourceKinds.region, {
		displayName: 'Instance Region',
		name: 'instanceRegionId',
		description:
			'The region of the instance. Only for Elastic IPs in a shared bandwidth instance of Global Accelerator.',
		searchListMethod: 'searchRegions',
	}),
);

export const bindingOptions = [instanceRegionId, privateIpAddress];

export const force = field('Force', {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description:
		'Whether to disassociate from a NAT gateway even if SNAT or DNAT rules use the Elastic IP. Traffic through those rules stops.',
});

/** The same, whatever it is bound to: only bindings to network interfaces have a forward mode. */
export const forwardMode: INodeProperties = { ...mode, name: 'forwardMode' };
