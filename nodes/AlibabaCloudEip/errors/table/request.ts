import { CHECK_REGION, type ErrorTableEntry, lasting, notFound } from '../ErrorTableEntry';

const RESOURCE_GROUP = lasting(
	'not found',
	'The resource group does not exist',
	"Check 'Resource Group': the ID begins with rg-, and the group must belong to this account.",
);
const LINE = "Choose another 'Line Type', or leave it empty.";

/** Values of fields. */
export const requestCodes: Record<string, ErrorTableEntry> = {
	InvalidParameter: lasting(
		'form',
		'A setting has a value that Alibaba Cloud does not accept',
		'Check the values of the fields.',
	),
	MissingParameter: lasting(
		'form',
		'A setting is missing',
		'Fill in the field that Alibaba Cloud names.',
	),
	'MissingParam.%s': lasting(
		'form',
		'A setting is missing',
		'Fill in all fields of the operation.',
	),
	'MissingParam.Bandwidth': lasting(
		'form',
		'The bandwidth is missing',
		"Fill in 'Peak Bandwidth': this kind of Elastic IP needs it.",
	),
	'MissingParam.BandwidthPackageId': lasting(
		'form',
		'The Internet Shared Bandwidth instance is missing',
		"Choose an 'Internet Shared Bandwidth'.",
	),
	ResourceNotFound: lasting('not found', 'The resource was not found', CHECK_REGION),
	DependencyViolation: lasting(
		'state',
		'The resource is still in use',
		'First remove or release what depends on it.',
	),
	InvalidResourceGroupId: RESOURCE_GROUP,
	'OperationUnsupported.ResourceGroupId': lasting(
		'not possible',
		'The region does not support resource groups',
		"Leave 'Resource Group' empty, or choose another 'Region'.",
	),
	'IllegalParam.Isp': lasting('form', 'The line type is not valid', LINE),
	'IllegalParam.Zone': lasting(
		'form',
		'The zone is not valid',
		"Leave 'Zone' empty, or choose one of the region: 'Get Zones' lists them.",
	),
	'IllegalParam.EipMask': lasting(
		'form',
		'The size of the group is not valid',
		"Choose another 'Group Size'.",
	),
	'IllegalParam.Name': lasting(
		'form',
		'The name is not valid',
		"Change 'Name': it has at most 128 characters and does not begin with http:// or https://.",
	),
	'InvalidParameter.Name.Malformed': lasting(
		'form',
		'The name is not valid',
		"Change 'Name': it has at most 128 characters and does not begin with http:// or https://.",
	),
	'IllegalParam.Description': lasting(
		'form',
		'The description is not valid',
		"Change 'Description': it has at most 256 characters and does not begin with http:// or https://.",
	),
	'InvalidParameter.Bandwidth': lasting(
		'form',
		'The bandwidth is not valid',
		'Enter a whole number in Mbit/s that the metering method and the account allow.',
	),
	'InvalidParameter.InvalidChargeType': lasting(
		'form',
		'The metering method is not valid',
		"Choose another 'Metering Method'.",
	),
	'IellgalParameter.OwnerAccount': lasting(
		'form',
		'The account is not valid for this request',
		"Check the 'AccessKey ID' of the credential and that it belongs to the account that owns the resource.",
	),
	'InvalidVpcId.NotFound': notFound('VPC'),
	'InvalidZoneId.NotFound': lasting(
		'not found',
		'The zone does not exist',
		"Leave 'Zone' empty, or choose one of the region: 'Get Zones' lists them.",
	),
	'InvalidFilterKey.NotFound': lasting(
		'form',
		'The filter is not known',
		"Remove 'Allocated After': the region may not support it. Filter the items afterwards instead.",
	),
	InvalidFilterValue: lasting(
		'form',
		'The value of the filter is not valid',
		"Check 'Allocated After'.",
	),
	'InvalidLockReason.NotFound': lasting(
		'form',
		'The lock reason is not known',
		"Choose Overdue Payment or Security as 'Lock Reason'.",
	),
	'InvalidIAssociatedInstanceType.ValueNotSupported': lasting(
		'form',
		'The type of the associated instance is not supported',
		"Choose another 'Associated Instance Type'.",
	),
	'InvalidAssociatedInstanceType.ValueNotSupported': lasting(
		'form',
		'The type of the associated instance is not supported',
		"Choose another 'Associated Instance Type'.",
	),
	'InstanceType.Invalid': lasting(
		'form',
		'The type of the associated instance is missing',
		"Choose an 'Associated Instance Type' together with 'Associated Instance'.",
	),
	'InstanceIdLength.Exceed': lasting(
		'form',
		'Too many instances were requested at once',
		"Enter one ID in 'Associated Instance'.",
	),
	'InvalidChargeType.ValueNotSupported': lasting(
		'form',
		'The billing method is not supported',
		"Choose another 'Billing Method'.",
	),
	InvalidTagKey: lasting(
		'form',
		'The key of a tag is not valid',
		"Check 'Tags': a key is not empty, has at most 128 characters and does not begin with aliyun or acs:.",
	),
	InvalidTagValue: lasting(
		'form',
		'The value of a tag is not valid',
		"Check 'Tags': a value has at most 128 characters and does not contain http:// or https://.",
	),
	'InvalidStartTime.Malformed': lasting(
		'form',
		"The 'Start Time' is not valid",
		'Choose a date and time, or use an expression such as {{ $now.minus(1, "hour") }}.',
	),
	'InvalidEndTime.Malformed': lasting(
		'form',
		"The 'End Time' is not valid",
		'Choose a date and time, or use an expression such as {{ $now }}.',
	),
	'InvalidStartTime.TooEarly': lasting(
		'form',
		"The 'Start Time' is too long ago",
		"Choose a later 'Start Time'. Alibaba Cloud keeps monitoring data for about 30 days.",
	),
	'InvalidPeriod.ValueNotSupported': lasting(
		'form',
		'The time between two data points is not supported',
		"Choose a 'Period' of 1, 5, 15 or 60 minutes.",
	),
	'OperationDenied.TooManyDataQueried': lasting(
		'form',
		'Too many data points were requested',
		"Choose a shorter time or a longer 'Period'.",
	),
};
