import { type ErrorTableEntry, lasting, notFound, passing } from '../ErrorTableEntry';

const IN_A_PACKAGE = lasting(
	'package',
	'The Elastic IP is already in an Internet Shared Bandwidth instance',
	'Remove it from that Internet Shared Bandwidth instance first.',
);
const NOT_IN_PACKAGE = lasting(
	'package',
	'The Elastic IP is not in this Internet Shared Bandwidth instance',
	"Get the Internet Shared Bandwidth instance to see its Elastic IPs, and check 'Region'.",
);
const NOT_EMPTY = lasting(
	'package',
	'The Internet Shared Bandwidth instance still holds Elastic IPs',
	"Remove them first, or turn on 'Remove Elastic IPs First'.",
);
const PACKAGE_LOCKED = lasting(
	'lock',
	'The Internet Shared Bandwidth instance is locked because of an overdue payment',
	'Pay the bill in the Expenses and Costs console, then try again.',
);

/** Bandwidth packages. */
export const bandwidthPackageCodes: Record<string, ErrorTableEntry> = {
	'InvalidBandwidthPackageId.NotFound': notFound('Internet Shared Bandwidth instance'),
	'InvalidCommonBandwidthPackageId.NotFound': notFound('Internet Shared Bandwidth instance'),
	'InvalidBandwidthPackage.NotExist': notFound('Internet Shared Bandwidth instance'),
	'InvalidIpInstanceId.NotFound': NOT_IN_PACKAGE,
	'IpInstanceId.NotBandwidthPackage': NOT_IN_PACKAGE,
	'OperationUnsupported.IpNotInCbwp': NOT_IN_PACKAGE,
	'IpInstanceId.AlreadyInBandwidthPackage': IN_A_PACKAGE,
	EIP_ALREADY_IN_BANDWIDTHPACKAGE: IN_A_PACKAGE,
	'BandwidthPackage.NotEmpty': NOT_EMPTY,
	'OperationFailed.BandwidthPackageNotEmpty': NOT_EMPTY,
	'DependencyViolation.Ips': NOT_EMPTY,
	'IpInstanceId.ChargeType.NotSupport': lasting(
		'package',
		'A subscription Elastic IP cannot be in an Internet Shared Bandwidth instance',
		'Choose a pay-as-you-go Elastic IP, or convert this one to pay-as-you-go in the console.',
	),
	'BandwidthPackageId.InvalidBizStatus': PACKAGE_LOCKED,
	'BandwidthPackage.FinancialLocked': PACKAGE_LOCKED,
	'IpInstanceId.QuotaExceeded': lasting(
		'quota',
		'The Internet Shared Bandwidth instance holds as many Elastic IPs as it can',
		'Remove one first, choose another Internet Shared Bandwidth instance, or raise the quota in the Quota Center.',
	),
	'BandwidthPackage.QuotaExceeded': lasting(
		'quota',
		'The quota of Internet Shared Bandwidth instances is used up',
		'Delete Internet Shared Bandwidth instances that are not needed, or raise the quota in the Quota Center.',
	),
	'IpInstanceId.InvalidIpInternetChargeType': lasting(
		'package',
		'This kind of Elastic IP cannot be in an Internet Shared Bandwidth instance that is billed by traffic',
		'Choose an Internet Shared Bandwidth instance with another metering method.',
	),
	'BandwidthPackageId.InvalidBandwidth': lasting(
		'package',
		'The Internet Shared Bandwidth instance is too small for this kind of Elastic IP',
		'Raise its bandwidth first, or choose a larger Internet Shared Bandwidth instance.',
	),
	'OperationDenied.SecurityProtectionTypesInconsistent': lasting(
		'package',
		'The Elastic IP and the Internet Shared Bandwidth instance have different security protection',
		'Choose two that both have Anti-DDoS Enhanced, or two that both do not have it.',
	),
	'OperationFailed.ZoneIdInconsistent': lasting(
		'package',
		'The Elastic IP and the Internet Shared Bandwidth instance are in different zones',
		'Choose an Elastic IP and an Internet Shared Bandwidth instance of the same zone.',
	),
	'AttrMismatching.BandwidthPackageIpVersion': lasting(
		'package',
		'The Internet Shared Bandwidth instance is for another version of IP addresses',
		'Choose an Internet Shared Bandwidth instance for IPv4.',
	),
	'OperationUnsupported.IpType': lasting(
		'package',
		'This kind of address cannot be in an Internet Shared Bandwidth instance',
		'Choose an Elastic IP whose line type the Internet Shared Bandwidth instance supports.',
	),
	'OperationUnsupported.EipBindRemote': lasting(
		'package',
		'The Elastic IP is associated with an instance of another region and needs the Internet Shared Bandwidth instance',
		'Disassociate it first, then remove it from the Internet Shared Bandwidth instance.',
	),
	'OperationUnsupported.Release95Instance': lasting(
		'package',
		'An Internet Shared Bandwidth instance billed by the 95th percentile cannot be deleted this way',
		'Delete it in the console, or open a ticket.',
	),
	'Forbidden.EipInBwp': lasting(
		'package',
		'An Elastic IP of the group is in an Internet Shared Bandwidth instance',
		'Remove the Elastic IPs of the group from their Internet Shared Bandwidth instance first.',
	),
	EIP_BIND_NATGATEWAY: lasting(
		'package',
		'The Elastic IP is associated with a NAT gateway and needs the Internet Shared Bandwidth instance',
		'Disassociate it from the NAT gateway first.',
	),
	'InvalidIP.IpInSnatPool': lasting(
		'package',
		'The Elastic IP is one of several of an SNAT rule and needs the Internet Shared Bandwidth instance',
		'Take it out of the SNAT rule of the NAT gateway first.',
	),
	'DependencyViolation.ip': lasting(
		'package',
		'The Internet Shared Bandwidth instance does not allow this while it holds the Elastic IP',
		'Look at the Elastic IP and the Internet Shared Bandwidth instance in the console, or open a ticket with the RequestId.',
	),
	'DependencyViolation.RouteEntry': lasting(
		'package',
		'A route of the VPC uses the Elastic IP',
		'Delete the entry of the route table in the VPC console first.',
	),
	'InvalidIpInstanceId.Malformed': lasting(
		'form',
		'The ID of the Elastic IP is not valid',
		"Check 'Elastic IP': an ID begins with eip-. Copy the whole ID.",
	),
	'InvalidBandwidthPackageIdNumber.NotSupported': lasting(
		'form',
		'Too many Internet Shared Bandwidth instances were requested at once',
		'Get fewer at once, or get all and filter them afterwards.',
	),
	'IllegalParam.Ratio': lasting(
		'form',
		'The minimum commitment is not valid',
		"Choose another 'Metering Method', or open a ticket.",
	),
	'OperationUnsupported.InvalidZone': lasting(
		'not for sale',
		'Internet Shared Bandwidth instances are not for sale in this zone',
		"Leave 'Zone' empty, or choose another one.",
	),
	'UnsupportedRegion.CloudBoxInternet': lasting(
		'not for sale',
		'The region has no public network for CloudBoxes',
		"Leave 'Zone' empty, or choose another 'Region'.",
	),
};

/** For actions whose code speaks of an Elastic IP or a package that does not exist. */
export const PACKAGE_NOT_FOUND = notFound('Internet Shared Bandwidth instance');
export const PACKAGE_IS_SUBSCRIPTION = lasting(
	'not possible',
	'A subscription Internet Shared Bandwidth instance cannot be changed this way',
	'Change it in the Alibaba Cloud console.',
);
export const PACKAGE_NOT_READY = passing(
	'notReady',
	'The state of the Internet Shared Bandwidth instance does not allow this',
	'Get the Internet Shared Bandwidth instance to see its state: it may be locked or about to expire. Resolve that, or try again later.',
);
export const PACKAGE_IS_PROTECTED = lasting(
	'state',
	'Deletion protection is on',
	'If you really want to delete the Internet Shared Bandwidth instance, turn the protection off in the console first.',
);
/** Of a call that names the Elastic IP only: the ID of the package is not in the form. */
export const PACKAGE_OF_EIP_NOT_FOUND = lasting(
	'not found',
	'The Internet Shared Bandwidth instance of the Elastic IP was not found',
	'It may just have been deleted. Get the Elastic IP to see which Internet Shared Bandwidth instance it is in, then try again.',
);
