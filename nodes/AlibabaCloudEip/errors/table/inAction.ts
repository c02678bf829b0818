import {
	type ErrorGroup,
	type ErrorTableEntry,
	lasting,
	notFound,
	passing,
} from '../ErrorTableEntry';
import {
	PACKAGE_IS_PROTECTED,
	PACKAGE_IS_SUBSCRIPTION,
	PACKAGE_NOT_FOUND,
	PACKAGE_NOT_READY,
	PACKAGE_OF_EIP_NOT_FOUND,
} from './bandwidthPackage';
import { OWNED_BY_ANOTHER_ACCOUNT } from './elasticIp';
import { assumeRoleCodes } from './role';

const ORDER_WITHOUT_REASON = lasting(
	'not for sale',
	'Alibaba Cloud refused the order without a reason',
	"Usually the combination of settings is not for sale to this account. Change 'Metering Method' (international accounts: By Traffic), 'Line Type', 'Billing Method' or 'Region'; the console shows which combinations can be bought.",
);
const GROUP_WITHOUT_REASON = lasting(
	'not for sale',
	'Alibaba Cloud refused the order without a reason',
	"Usually the combination of settings is not for sale to this account. Change 'Metering Method' (international accounts: By Traffic), 'Line Type', 'Group Size' or 'Region'; the console shows which combinations can be bought.",
);
const PACKAGE_WITHOUT_REASON = lasting(
	'not for sale',
	'Alibaba Cloud refused the order without a reason',
	"Usually the combination of settings is not for sale to this account. Change 'Metering Method', 'Line Type' or 'Region'; the console shows which combinations can be bought.",
);
const EIP_OF_ANOTHER_STATE = passing(
	'passing',
	'The state of the Elastic IP does not allow this',
	'Only an Available Elastic IP can be released. Get the Elastic IP to see its state.',
);
const NO_EIP_OR_PACKAGE = notFound('Elastic IP or the Internet Shared Bandwidth instance');
const NO_EIP = { 'InvalidInstanceId.NotFound': notFound('Elastic IP') };
/** For what Alibaba Cloud refuses although the form has no field for it. */
const notSent = (group: ErrorGroup, message: string, what: string) =>
	lasting(
		group,
		message,
		`This operation sends no ${what}. Open a ticket with the RequestId if it happens repeatedly.`,
	);
/** For what shall be bound to: it may be looked for among resources of another type. */
const noTarget = (what: string) =>
	lasting(
		'not found',
		`The ${what} was not found`,
		"Check 'Instance', that 'Instance Type' fits it, and that 'Region' is the one it is in: each region knows only its own resources.",
	);
/** What binding one and binding several have in common. */
const BINDING = {
	Forbidden: OWNED_BY_ANOTHER_ACCOUNT,
	INSTANCE_TYPE_NOT_SUPPORT: lasting(
		'not possible',
		'An Elastic IP cannot be associated with this type of instance',
		"Check 'Instance Type', or choose another instance: some ECS instance types cannot have an Elastic IP.",
	),
	'InvalidBandwidthPackageId.NotFound': PACKAGE_OF_EIP_NOT_FOUND,
	'InvalidInstanId.NotFound': noTarget('instance'),
	'InvalidInstanceId.NotFound': noTarget('instance'),
	'InvalidParams.NotFound': noTarget('instance'),
	'InvalidInstance.NotExist': noTarget('instance'),
	'InvalidBindInstance.NotFound': noTarget('associated instance'),
	'InvalidNicOrVm.NotFound': noTarget('instance or its network interface'),
	'InvalidLoadBalancerId.NotFound': noTarget('load balancer'),
	'Forbidden.RegionNotFound': noTarget('instance or its region'),
	'OperationFailed.InstanceNotExist': lasting(
		'not found',
		'The ECS instance does not exist or is not in a VPC',
		"Check 'Instance', 'Instance Type' and 'Region'. Only instances in a VPC can have an Elastic IP.",
	),
};

/** For instances outside the public regions. */
const NO_PUBLIC_IP_THERE = lasting(
	'not possible',
	'The instance is in a CloudBox or a dedicated region, where there are no Elastic IPs',
	"Choose another 'Instance'.",
);

/** Codes that mean something else in one action than in all others, by action. */
export const codesInAction: Record<string, Record<string, ErrorTableEntry>> = {
	AssumeRole: assumeRoleCodes,
	AllocateEipAddress: { UnknownError: ORDER_WITHOUT_REASON },
	AllocateEipSegmentAddress: {
		UnknownError: GROUP_WITHOUT_REASON,
		'IllegalParam.Name': notSent('form', 'The name is not valid', 'name'),
		'IllegalParam.Description': notSent('form', 'The description is not valid', 'description'),
	},
	CreateCommonBandwidthPackage: {
		UnknownError: PACKAGE_WITHOUT_REASON,
		'InvalidVpcId.NotFound': notSent('not found', 'The VPC was not found', 'VPC'),
	},
	DeleteCommonBandwidthPackage: { 'InvalidOperation.DeletionProtection': PACKAGE_IS_PROTECTED },
	DeletionProtection: NO_EIP,
	DescribeEipMonitorData: NO_EIP,
	DescribeHighDefinitionMonitorLogAttribute: NO_EIP,
	ModifyEipForwardMode: NO_EIP,
	SetHighDefinitionMonitorLogStatus: NO_EIP,
	AssociateEipAddress: {
		...BINDING,
		'InvalidRegionId.NotFound': lasting(
			'form',
			'The region of the instance is not supported',
			"Check 'Instance Region', or leave it empty.",
		),
	},
	AssociateEipAddressBatch: BINDING,
	ConvertNatPublicIpToEip: {
		'InvalidInstanceId.NotFound': notFound('ECS instance'),
		OperationDenied: lasting(
			'not possible',
			'The public IP of the instance cannot be converted',
			'The instance must be in a VPC, have a public IP with a bandwidth above 0, and no Elastic IP.',
		),
		'InvalidInstanceId.PlanedChange': lasting(
			'state',
			'A change of the instance is planned',
			'Wait until the new configuration of the instance has taken effect. Check the instance in the ECS console.',
		),
		'InvalidEndTime.OperateNotSupport': lasting(
			'not possible',
			'The time at which the instance expires does not allow this',
			'A subscription instance must not expire within 24 hours. Renew it first.',
		),
		'InvalidInstanceStatus.Released': lasting(
			'state',
			'The instance was released or is about to be',
			"Choose another 'Instance'. A released instance has no public IP to convert.",
		),
		'InvalidInternetChargeType.ValueNotSupported': lasting(
			'not possible',
			'The public bandwidth of the instance is not billed by traffic',
			'The public bandwidth of a subscription instance must be billed by traffic. Change its billing in the ECS console first.',
		),
		MaxEIPQuotaExceeded: lasting(
			'quota',
			'The account has as many Elastic IPs in this region as it can have',
			'Release an Elastic IP that is not needed, or raise the quota in the Quota Center of the console.',
		),
		'InvalidInstance.OverduePayment': lasting(
			'payment',
			'A payment for the instance is overdue',
			'Pay the bill in the Expenses and Costs console, then try again.',
		),
		AccountInArrears: lasting(
			'payment',
			'A payment of the account is overdue',
			'Pay the bill in the Expenses and Costs console, then try again.',
		),
		'InvalidAccountStatus.NotEnoughBalance': lasting(
			'payment',
			'The balance of the account is not sufficient',
			'Top up the account, then try again.',
		),
		'OperationDenied.CloudboxNotSupport': NO_PUBLIC_IP_THERE,
		'InvalidParameter.CloudboxNotSupported': NO_PUBLIC_IP_THERE,
		'OperationDenied.DedicatedRegionNotSupported': NO_PUBLIC_IP_THERE,
	},
	UnassociateEipAddress: { Forbidden: OWNED_BY_ANOTHER_ACCOUNT },
	ReleaseEipAddress: {
		Forbidden: OWNED_BY_ANOTHER_ACCOUNT,
		IncorrectEipStatus: EIP_OF_ANOTHER_STATE,
	},
	ReleaseEipSegmentAddress: {
		'OperationFailed.InstanceNotExist': notFound('Elastic IP group'),
	},
	AddCommonBandwidthPackageIp: {
		'InvalidIpInstanceId.NotFound': notFound('Elastic IP'),
		'InvalidInstanceId.NotFound': NO_EIP_OR_PACKAGE,
	},
	AddCommonBandwidthPackageIps: {
		'InvalidIpInstanceId.NotFound': notFound('Elastic IP'),
		'InvalidInstanceId.NotFound': NO_EIP_OR_PACKAGE,
	},
	RemoveCommonBandwidthPackageIp: { 'InvalidInstanceId.NotFound': PACKAGE_NOT_FOUND },
	ModifyCommonBandwidthPackageSpec: {
		'Forbidden.ChargeTypeIsPrepaid': PACKAGE_IS_SUBSCRIPTION,
		'IncorrectStatus.ResourceStatus': PACKAGE_NOT_READY,
	},
};
