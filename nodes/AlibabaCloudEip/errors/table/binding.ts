import { type ErrorTableEntry, lasting, notFound, passing } from '../ErrorTableEntry';

const OWN_ADDRESS = lasting(
	'not possible',
	'The instance has a public IP or public bandwidth of its own',
	'Convert its public IP to an Elastic IP or set its public bandwidth to 0 first.',
);
const SUB_ADDRESS = lasting(
	'not possible',
	'The network interface has secondary private addresses',
	"Cut-Through needs an interface without them. Remove them, or choose another 'Forward Mode'.",
);
const ONE_MODE = lasting(
	'not possible',
	'The network interface has an Elastic IP of another mode',
	"All Elastic IPs of one network interface need the same 'Forward Mode'.",
);
const MODE_NOT_OPEN = lasting(
	'not possible',
	'This association mode is not open to this account or region',
	"Choose another 'Forward Mode', or open a ticket.",
);
const TARGET_TYPE = lasting(
	'form',
	'The instance type is not supported',
	"Choose 'Detect From ID' as 'Instance Type', or the type of the instance.",
);
const IPV4_GATEWAY = lasting(
	'not possible',
	'The VPC of the instance has an IPv4 gateway, which does not allow this association',
	'Associate it with an instance of another VPC, or look at the IPv4 gateway in the VPC console.',
);
const CLOUD_BOX = lasting(
	'not possible',
	'The VPC of the instance belongs to a CloudBox',
	'An Elastic IP of the public cloud cannot be associated there. Choose an instance of another VPC.',
);
const HAS_SNAT = lasting(
	'not possible',
	'The Elastic IP is used by an SNAT rule of the NAT gateway',
	"Delete the rule first, or turn on 'Force' to disassociate it anyway.",
);

/** The instance that an Elastic IP is bound to. */
export const bindingCodes: Record<string, ErrorTableEntry> = {
	'InvalidAssociation.Duplicated': lasting(
		'not possible',
		'The instance already has an Elastic IP or is in Global Accelerator',
		'Disassociate the other address first, or choose another instance.',
	),
	OperationDenied: lasting(
		'not possible',
		'The operation is not possible for this resource',
		'The instance must be in a VPC, and the address must not be the default public IP of a VPC.',
	),
	'InvalidParameter.Mismatch': lasting(
		'not possible',
		'The Elastic IP and the instance are in different regions',
		"Choose an Elastic IP and an instance of the same region, and set 'Region' to it.",
	),
	'InvalidInstanId.NotFound': notFound('instance'),
	'InvalidInstanceId.NotFound': notFound('instance'),
	'InvalidParams.NotFound': notFound('instance'),
	'InvalidInstance.NotExist': notFound('instance'),
	'InvalidNicOrVm.NotFound': notFound('instance or its network interface'),
	'InvalidBindInstance.NotFound': notFound('associated instance'),
	'InvalidLoadBalancerId.NotFound': notFound('load balancer'),
	IncorrectInstanceStatus: passing(
		'notReady',
		'The state of the instance does not allow this',
		'An ECS instance must be Running or Stopped, a load balancer Active. Wait until it is, then try again.',
	),
	IncorrectHaVipStatus: passing(
		'notReady',
		'The state of the HAVIP does not allow this',
		'It must be Available or In Use. Wait until it is, then try again.',
	),
	'IncorrectStatus.NatGateway': passing(
		'notReady',
		'The state of the NAT gateway does not allow this',
		'Wait until the NAT gateway is Available, then try again.',
	),
	'InvalidStatus.EcsStatusNotSupport': passing(
		'notReady',
		'The state of the ECS instance does not allow this',
		'It must be Running or Stopped. Wait until it is, then try again.',
	),
	'InvalidStatus.EniStatusNotSupport': passing(
		'notReady',
		'The state of the network interface does not allow this',
		'Wait until the network interface is Available or In Use, then try again.',
	),
	'InvalidStatus.NotAllow': passing(
		'notReady',
		'The state of the instance does not allow this',
		'Wait until the instance has settled, then try again.',
	),
	'InvalidStatus.SnatOrDnat': passing(
		'notReady',
		'A rule of the NAT gateway that uses the Elastic IP is being changed',
		'Wait until the SNAT or DNAT rule has settled, then try again.',
	),
	'OperationFailed.EcsMigrating': passing(
		'notReady',
		'The ECS instance is being migrated',
		'Wait until the migration is done, then try again.',
	),
	'InvalidStatus.InstanceHasBandWidth': OWN_ADDRESS,
	'Forbidden.InstanceBandwidthNotZero': OWN_ADDRESS,
	EIP_CAN_NOT_ASSOCIATE_WITH_PUBLIC_IP: OWN_ADDRESS,
	'InvalidInstanceType.ValueNotSupported': TARGET_TYPE,
	'InvalidParameter.InstanceTypeNotSupport': TARGET_TYPE,
	'InstanceType.NotSupport': TARGET_TYPE,
	BIND_INSTANCE_HAVE_PORTMAP_OR_BIND_EIP: lasting(
		'not possible',
		'The instance already has an Elastic IP or a port forwarding rule',
		'Disassociate the address or delete the DNAT rule of the instance first.',
	),
	'OperationFailed.HavipBoundPortmap': lasting(
		'not possible',
		'The HAVIP has a port forwarding rule',
		'Delete the DNAT rule of the HAVIP first.',
	),
	BIND_INSTANCE_OWENER_ERROR: lasting(
		'permission',
		'The Elastic IP and the instance belong to different accounts',
		'Use resources of one account.',
	),
	'InvalidIpStatus.HasBeenUsedBySnatTable': HAS_SNAT,
	'DependencyViolation.SnatEntry': HAS_SNAT,
	'InvalidIpStatus.HasBeenUsedByForwardEntry': lasting(
		'not possible',
		'The Elastic IP is used by a DNAT rule of the NAT gateway',
		"Delete the rule first, or turn on 'Force' to disassociate it anyway.",
	),
	'QuotaExceeded.NumberOfEip': lasting(
		'quota',
		'The NAT gateway has as many Elastic IPs as it can have',
		'Disassociate one from the NAT gateway first, choose another NAT gateway, or raise its quota in the Quota Center.',
	),
	'QuotaExceeded.NumberOfTrafficEip': lasting(
		'quota',
		'The NAT gateway has as many Elastic IPs billed by traffic as it can have',
		'Choose another NAT gateway, use an Elastic IP billed by bandwidth, or raise its quota in the Quota Center.',
	),
	'InvalidEip.EipQuotaExceeded': lasting(
		'quota',
		'The network interface has as many Elastic IPs as private addresses',
		'Give the network interface another private address, or disassociate an Elastic IP from it.',
	),
	'Forbidden.EipCanNotBindGatgw': lasting(
		'not possible',
		'This Elastic IP cannot be associated with a NAT gateway',
		'Choose another Elastic IP or another kind of instance.',
	),
	'OperationDenied.UnsupportedEipBindMode': lasting(
		'not possible',
		'The way in which the NAT gateway is associated with Elastic IPs does not allow this',
		'Look at the Elastic IP association mode of the NAT gateway in the console.',
	),
	'ServerRegion.Invalid': lasting(
		'not possible',
		'This Elastic IP cannot be associated with an instance of that region',
		"Check 'Instance Region', or choose an instance in the region of the Elastic IP.",
	),
	'EipBindRemote.BackendRegionMustBeSingle': lasting(
		'not possible',
		'The servers behind the instance are in several regions',
		'All servers behind it must be in one region.',
	),
	'Eni.HasSubIp': SUB_ADDRESS,
	'OperationFailed.EniSubIp': SUB_ADDRESS,
	'OperationFailed.IpPrefixConflict': lasting(
		'not possible',
		'The network interface has an IP prefix, which does not allow this',
		"Remove the prefix from the network interface, or choose another 'Forward Mode'.",
	),
	'UnsupportedFeature.EipBindPrefixIp': lasting(
		'not possible',
		'An Elastic IP cannot be associated with an address of an IP prefix here',
		"Choose another 'Private IP Address'.",
	),
	'InvalidNexthop.DirectEni': lasting(
		'not possible',
		'A route leads to the network interface, so Cut-Through is not possible',
		"Change the route in the VPC console, or choose another 'Forward Mode'.",
	),
	'Mode.Conflict': ONE_MODE,
	'OperationFailed.EipBindModeConflict': ONE_MODE,
	'Mode.NotSupport': MODE_NOT_OPEN,
	'Invalid.Function.NotSupported': MODE_NOT_OPEN,
	'OperationUnsupported.MultiIp': MODE_NOT_OPEN,
	'OperationUnsupported.EipBindModel': lasting(
		'not possible',
		'The ECS instance does not support Multi-EIP to ENI',
		"Choose another 'Forward Mode', or an ECS instance of another type.",
	),
	'InvalidParameter.EniInstanceId': lasting(
		'form',
		'The network interface is not valid for this',
		"Check 'Instance': it must be a network interface of this region.",
	),
	UnsupportedRegion: lasting(
		'not possible',
		'The region does not support this',
		"Choose another 'Region', or check 'Instance Region'.",
	),
	'OperationDenied.CloudBoxResourceExist': CLOUD_BOX,
	'OperationDenied.CloudBoxVSwitchExist': CLOUD_BOX,
	'OperationDenied.NoAvailablePrivateIp': lasting(
		'stock',
		'The vSwitch of the instance has no free private address',
		'Free an address in the vSwitch, or choose an instance in another vSwitch.',
	),
	'OperationFailed.Ipv4GatewayNotActivatedInVpc': lasting(
		'not possible',
		'The IPv4 gateway of the VPC is not activated',
		'Activate it in the VPC console, then try again.',
	),
	'OperationDenied.Ipv4GatewayExist': IPV4_GATEWAY,
	'OperationDenied.VpcIpv4GatewayEnabled': IPV4_GATEWAY,
	'OperationDenied.L2EipBindIpAddress': lasting(
		'not possible',
		'An Elastic IP with an L2 line cannot be associated with an IP address',
		'Choose an Elastic IP with another line type, or another kind of instance.',
	),
	'UnsupportedFeature.EipBindIpAddress': lasting(
		'not possible',
		'Association with an IP address is not open to this account or region',
		"Choose another 'Instance Type', or open a ticket.",
	),
};
