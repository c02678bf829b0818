/**
 * What a code says about repeating the request.
 * - `throttled`: refused before anything was done; later it may pass
 * - `busy`: refused because another task works on the resource; soon it may pass
 * - `passing`: refused because of the Elastic IP's state; worth waiting only while it is Associating, Unassociating or Releasing
 * - `notReady`: refused because of the target's state; worth a short wait, while it starts or stops
 * - `again`: refused for a reason that a newly signed request does not have
 * - `server`: it is not known whether the request was carried out
 * - `final`: repeating changes nothing
 */
export type RetryClass =
	| 'throttled'
	| 'busy'
	| 'passing'
	| 'notReady'
	| 'again'
	| 'server'
	| 'final';

/** What n8n's poll back-off is told (`failure.cause` of a NodeApiError). */
export type FailureCause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

export interface ErrorTableEntry {
	/** What happened. */
	message: string;
	/** What to do about it. */
	description: string;
	retry: RetryClass;
	cause: FailureCause;
}

const final = (message: string, description: string): ErrorTableEntry => ({
	message,
	description,
	retry: 'final',
	cause: 'configuration-invalid',
});

const credential = (message: string, description: string): ErrorTableEntry => ({
	...final(message, description),
	cause: 'credential-invalid',
});

const money = (message: string, description: string): ErrorTableEntry => ({
	...final(message, description),
	cause: 'quota-exhausted',
});

const passing = (retry: RetryClass, message: string, description: string): ErrorTableEntry => ({
	message,
	description,
	retry,
	cause: retry === 'throttled' ? 'rate-limited' : 'temporarily-unavailable',
});

const BUSY_HELP =
	"It was tried again until the time limit. Run it again later, or raise the 'Time Limit' option.";
const CONSOLE_RIGHTS =
	'Ask the administrator of the account to grant it in the RAM console. The README lists the actions each operation needs.';
const CHECK_REGION =
	"Check the ID and that 'Region' is the one it is in: each region knows only its own resources.";

/**
 * Codes of Alibaba Cloud's API with what they mean for the user. The spelling is the API's own,
 * mistakes included; `findErrorEntry` ignores upper and lower case.
 *
 * Sources: the EIP API reference of 2019-09-08 (all chapters), the public error centre, and the
 * lists of codes that the official Terraform provider retries.
 */
export const errorTable: Record<string, ErrorTableEntry> = {
	// The key and the signature
	'InvalidAccessKeyId.NotFound': credential(
		'The AccessKey ID is unknown',
		"Copy the 'AccessKey ID' of the credential again from the RAM console. Keys of the international and the Chinese site work only on their own site.",
	),
	InvalidAccessKeyId: credential(
		'The AccessKey ID is unknown',
		"Copy the 'AccessKey ID' of the credential again from the RAM console.",
	),
	'InvalidAccessKeyId.Inactive': credential(
		'The AccessKey is disabled',
		'Enable it in the RAM console, or use another AccessKey pair in the credential.',
	),
	SignatureDoesNotMatch: credential(
		'The AccessKey Secret is wrong',
		"The signature does not match the AccessKey ID. Copy the 'AccessKey Secret' of the credential again; if it is lost, create a new AccessKey pair.",
	),
	IncompleteSignature: credential(
		'The signature is incomplete',
		"Check the 'Signature Method' of the credential and that no proxy changes the request on its way.",
	),
	SignatureNonceUsed: passing(
		'again',
		'The request arrived twice',
		'A proxy may have sent it again. It was signed anew and repeated without success; run it again.',
	),
	'InvalidTimeStamp.Expired': credential(
		'The clock of this n8n is off by more than 15 minutes',
		'Set the clock of the machine that runs n8n, e.g. by NTP. Time zones do not matter.',
	),
	'InvalidTimeStamp.Format': credential(
		'The time of the request was not understood',
		'Check that no proxy changes the request on its way.',
	),
	IllegalTimestamp: credential(
		'The clock of this n8n is off by more than 15 minutes',
		'Set the clock of the machine that runs n8n, e.g. by NTP. Time zones do not matter.',
	),
	'InvalidSecurityToken.Expired': credential(
		'The STS token has expired',
		"Get new temporary keys and put all three parts, 'AccessKey ID', 'AccessKey Secret' and 'STS Token', into the credential.",
	),
	'SecurityToken.Expired': credential(
		'The STS token has expired',
		"Get new temporary keys and put all three parts, 'AccessKey ID', 'AccessKey Secret' and 'STS Token', into the credential.",
	),
	'InvalidSecurityToken.Malformed': credential(
		'The STS token is malformed',
		"Copy the whole 'STS Token' into the credential. Leave it empty for a permanent AccessKey.",
	),
	'InvalidSecurityToken.MismatchWithAccessKey': credential(
		'The STS token belongs to another AccessKey',
		"'AccessKey ID', 'AccessKey Secret' and 'STS Token' must come from the same reply of Security Token Service.",
	),
	MissingSecurityToken: credential(
		'The STS token is missing',
		"An AccessKey ID that begins with 'STS.' is temporary: fill in the 'STS Token' of the credential.",
	),

	// Rights
	'Forbidden.RAM': credential(
		'The AccessKey has no permission for this',
		`The RAM user of the credential lacks the permission for this API action. ${CONSOLE_RIGHTS}`,
	),
	NoPermission: credential(
		'The AccessKey has no permission for this',
		`The RAM user of the credential lacks the permission for this API action. ${CONSOLE_RIGHTS}`,
	),
	Forbidden: credential(
		'The AccessKey has no permission for this',
		`The account or the RAM user of the credential may not do this. ${CONSOLE_RIGHTS}`,
	),
	Forbbiden: credential(
		'The AccessKey has no permission for this resource',
		`The resource belongs to another account, or the RAM user of the credential may not use it. ${CONSOLE_RIGHTS}`,
	),
	'Forbidden.RiskControl': credential(
		'The account is blocked by risk control',
		'Sign in to the Alibaba Cloud console and follow its notice, or open a ticket.',
	),
	'Forbidden.RegionNotFound': final(
		'The region does not exist or is not open to this account',
		"Choose another 'Region', or pick one from the list.",
	),
	'InvalidRegionId.NotFound': final(
		'The region does not exist',
		"Choose another 'Region', or pick one from the list.",
	),
	'InvalidRegion.NotSupport': final(
		'The region does not support this',
		"Choose another 'Region' or other settings: not every line type and billing method exists everywhere.",
	),

	// The service
	Throttling: passing(
		'throttled',
		'Alibaba Cloud limits the number of requests',
		"All RAM users and tools of the account share the limit. Process fewer items at once, or raise the 'Time Limit' option.",
	),
	'Throttling.User': passing(
		'throttled',
		'Alibaba Cloud limits the number of requests of this account',
		"All RAM users and tools of the account share the limit. Process fewer items at once, or raise the 'Time Limit' option.",
	),
	'Throttling.Api': passing(
		'throttled',
		'Alibaba Cloud limits the number of requests to this API action',
		"All RAM users and tools of the account share the limit. Process fewer items at once, or raise the 'Time Limit' option.",
	),
	'Throttling.DeepPageSkip': passing(
		'throttled',
		'Alibaba Cloud limits paging through long lists',
		'Narrow the list down by a filter, or try again later.',
	),
	ServiceUnavailable: passing(
		'server',
		'Alibaba Cloud is temporarily not available',
		'Try again later. The status page of Alibaba Cloud shows known outages.',
	),
	InternalError: passing(
		'server',
		'Alibaba Cloud could not process the request',
		'Check in the console whether the change was made before running it again. If it happens repeatedly, open a ticket with the RequestId.',
	),
	SystemBusy: passing('busy', 'Alibaba Cloud is busy', BUSY_HELP),
	OperationConflict: passing('busy', 'Another task is changing the same resource', BUSY_HELP),
	TaskConflict: passing('busy', 'Another task is changing the same resource', BUSY_HELP),
	VPC_TASK_CONFLICT: passing('busy', 'Another task is changing the same VPC', BUSY_HELP),
	IncorrectStatus: passing('busy', 'The resource is not in a state that allows this', BUSY_HELP),
	'IncorrectStatus.ResourceStatus': passing(
		'busy',
		'The resource is not in a state that allows this',
		BUSY_HELP,
	),
	LastTokenProcessing: passing('busy', 'The same request is still being processed', BUSY_HELP),
	'OperationFailed.LastTokenProcessing': passing(
		'busy',
		'The same request is still being processed',
		BUSY_HELP,
	),
	'TaskConflict.AssociateGlobalAccelerationInstance': passing(
		'busy',
		'The Elastic IP is being changed by Global Accelerator, or changed too often',
		BUSY_HELP,
	),
	IdempotentParameterMismatch: final(
		'The client token was used before with other settings',
		"Leave 'Client Token' empty, or use a new one for each purchase.",
	),

	// Money and stock
	'QuotaExceeded.Eip': money(
		'The quota of Elastic IPs is used up',
		'Release idle Elastic IPs, or raise the quota in the Quota Center of the console.',
	),
	'QuotaExceeded.LargeSpecEip': money(
		'The quota of Elastic IPs with a large bandwidth is used up',
		"Choose a smaller 'Peak Bandwidth', or raise the quota in the Quota Center of the console.",
	),
	InsufficientBalance: money(
		'The balance of the account is not sufficient',
		'Top up the account, then run it again.',
	),
	'InsufficientBalance.Eip': money(
		'The balance of the account is not sufficient',
		'Top up the account, then run it again.',
	),
	'OrderError.EIP': money(
		'The order for the Elastic IP was refused',
		'Look at the order and at unpaid bills in the Expenses and Costs console, then run it again.',
	),
	'FrequentPurchase.EIP': money(
		'Too many Elastic IPs were bought in a short time',
		'Alibaba Cloud lifts the block after about an hour. Nothing was bought by this request.',
	),
	'OperationFailed.NormalInventoryNotEnough': money(
		'There is no address of this kind in stock',
		"Choose another 'Line Type' or 'Region', or try again later.",
	),
	ReserveIpFail: money(
		'The address could not be reserved',
		"It may be in use. Leave 'IP Address' empty to get any address, or try again later.",
	),
	'COMMODITY.INVALID_COMPONENT': money(
		'This combination of billing settings is not for sale to this account',
		"Accounts of the international site can buy pay-as-you-go Elastic IPs only with 'Metering Method' set to By Traffic.",
	),
	COMMODITY_NO_EXIST: money(
		'The product is not for sale to this account',
		"Choose another 'Region', 'Line Type' or 'Billing Method'.",
	),
	INSTANCE_TYPE_NOT_SUPPORT: money(
		'This kind of Elastic IP is not for sale here',
		"Choose another 'Region', 'Line Type' or 'Billing Method'.",
	),
	'QueryParameter.Illegal': final(
		'The combination of settings is not valid',
		"Check 'Billing Method', 'Metering Method', 'Peak Bandwidth' and, for a subscription, its duration.",
	),

	// The Elastic IP
	'InvalidAllocationId.NotFound': final('The Elastic IP was not found', CHECK_REGION),
	IncorrectEipStatus: passing(
		'passing',
		'The state of the Elastic IP does not allow this',
		'Only an Available Elastic IP can be bound or released, and only one In Use can be unbound. Get the Elastic IP to see its state.',
	),
	'IncorrectStatus.Eip': passing(
		'passing',
		'The state of the Elastic IP does not allow this',
		'Get the Elastic IP to see its state.',
	),
	'InvalidOperation.DeletionProtection': final(
		'Deletion protection is on',
		'Turn off deletion protection first if it really is to be released or deleted.',
	),
	'OperationUnsupported.ServiceManaged': final(
		'The Elastic IP is managed by another Alibaba Cloud service',
		'Change it in the service that created it.',
	),
	'Forbidden.ChargeTypeIsPrepaid': final(
		'A subscription Elastic IP can not be changed or released this way',
		'It ends when the subscription expires. Change its bandwidth or convert it to pay-as-you-go in the console.',
	),
	'InvalidBandwidth.Malformed': final(
		'The bandwidth is not valid',
		"Set 'Peak Bandwidth' to a whole number in Mbit/s: 1 to 200 by traffic, 1 to 500 by bandwidth, 1 to 1000 for a subscription.",
	),
	'InvalidBandwidth.OutOfMaxTrafficBindedOnNatgw': final(
		'The bandwidth is larger than the NAT gateway allows',
		"Choose a smaller 'Peak Bandwidth'.",
	),
	'TaskConflict.EipOperation': passing(
		'busy',
		'Another task is changing the Elastic IP',
		BUSY_HELP,
	),
	'EipOperation.TooFrequently': passing('busy', 'The Elastic IP was changed too often', BUSY_HELP),

	// Bandwidth packages, contiguous groups, address pools, tags
	'BandwidthPackageOperation.conflict': passing(
		'busy',
		'Another task is changing the bandwidth package',
		BUSY_HELP,
	),
	'InvalidBandwidthPackageId.NotFound': final('The bandwidth package was not found', CHECK_REGION),
	'InvalidIpInstanceId.NotFound': final(
		'The Elastic IP is not in this bandwidth package',
		"Get the bandwidth package to see its Elastic IPs, and check 'Region'.",
	),
	'IpInstanceId.AlreadyInBandwidthPackage': final(
		'The Elastic IP is in a bandwidth package already',
		'Remove it from that bandwidth package first.',
	),
	'BandwidthPackage.NotEmpty': final(
		'The bandwidth package still holds Elastic IPs',
		"Remove them first, or turn on 'Remove Elastic IPs First'.",
	),
	'InvalidSegmentInstanceId.NotFound': final(
		'The contiguous Elastic IP group was not found',
		CHECK_REGION,
	),
	'OperationFailed.EipStatusInvalid': passing(
		'notReady',
		'An Elastic IP of the group is in use',
		'All Elastic IPs of the group must be Available. Unbind them, then run it again.',
	),
	'ResourceNotFound.PublicIpAddressPool': final('The IP address pool was not found', CHECK_REGION),
	'ResourceNotFound.CidrBlock': final(
		'The IP address pool has no such CIDR block',
		'Get the CIDR blocks of the pool to see which it has.',
	),
	ResourceNotFound: final('The resource was not found', CHECK_REGION),
	'DependencyViolation.PublicIpAddressPool': final(
		'The IP address pool is still in use',
		'Release the Elastic IPs that come from it first.',
	),
	DependencyViolation: final(
		'The resource is still in use',
		'Remove or release first what depends on it.',
	),
	'OperationDenied.ServiceNotOpened': final(
		'The IP address pool service is not enabled for this account',
		"Run the operation 'Enable Service' of IP Address Pool once.",
	),

	// The target
	'InvalidAssociation.Duplicated': final(
		'The instance already has an Elastic IP or is in Global Accelerator',
		'Unbind the other address first, or choose another instance.',
	),
	OperationDenied: final(
		'The operation is not possible for this resource',
		'The instance must be in a VPC, and the address must not be the default public IP of a VPC.',
	),
	'InvalidParameter.Mismatch': final(
		'The Elastic IP and the instance are in different regions',
		"Both must be in the same 'Region'.",
	),
	'InvalidInstanId.NotFound': final('The instance was not found', CHECK_REGION),
	'InvalidInstanceId.NotFound': final('The instance was not found', CHECK_REGION),
	'InvalidParams.NotFound': final('The instance was not found', CHECK_REGION),
	IncorrectInstanceStatus: passing(
		'notReady',
		'The state of the instance does not allow this',
		'An ECS instance must be Running or Stopped, a load balancer Active. Wait until it is, then run it again.',
	),
	IncorrectHaVipStatus: passing(
		'notReady',
		'The state of the HAVIP does not allow this',
		'It must be Available or In Use. Wait until it is, then run it again.',
	),
	'IncorrectStatus.NatGateway': passing(
		'notReady',
		'The state of the NAT gateway does not allow this',
		'Wait until the NAT gateway is Available, then run it again.',
	),
	'InvalidStatus.EcsStatusNotSupport': passing(
		'notReady',
		'The state of the ECS instance does not allow this',
		'It must be Running or Stopped. Wait until it is, then run it again.',
	),
	'InvalidStatus.EniStatusNotSupport': passing(
		'notReady',
		'The state of the network interface does not allow this',
		'Wait until the network interface is Available or In Use, then run it again.',
	),
	'InvalidStatus.InstanceHasBandWidth': final(
		'The instance has a public IP of its own',
		'Convert its public IP to an Elastic IP or set its public bandwidth to 0 first.',
	),
	'InvalidStatus.NotAllow': passing(
		'notReady',
		'The state of the resource does not allow this',
		'Wait until the resource has settled, then run it again.',
	),
	'OperationFailed.EcsMigrating': passing(
		'notReady',
		'The ECS instance is being migrated',
		'Wait until the migration is done, then run it again.',
	),
	InvalidBindingStatus: passing(
		'passing',
		'The Elastic IP is just being bound or unbound',
		'Wait until it is Available or In Use, then run it again.',
	),
	'InvalidInstanceType.ValueNotSupported': final(
		'The instance type is not supported',
		"Choose the 'Instance Type' that the instance ID belongs to.",
	),
	BIND_INSTANCE_HAVE_PORTMAP_OR_BIND_EIP: final(
		'The instance already has an Elastic IP or a port forwarding rule',
		'Unbind the address or delete the DNAT rule of the instance first.',
	),
	BIND_INSTANCE_OWENER_ERROR: final(
		'The Elastic IP and the instance belong to different accounts',
		'Use resources of one account.',
	),
	'InvalidIpStatus.HasBeenUsedBySnatTable': final(
		'The Elastic IP is used by an SNAT rule of the NAT gateway',
		"Delete the rule first, or turn on 'Force' to unbind it anyway.",
	),
	'InvalidIpStatus.HasBeenUsedByForwardEntry': final(
		'The Elastic IP is used by a DNAT rule of the NAT gateway',
		"Delete the rule first, or turn on 'Force' to unbind it anyway.",
	),
	'InvalidStatus.SnatOrDnat': final(
		'The Elastic IP is used by a rule of the NAT gateway',
		"Delete the rule first, or turn on 'Force' to unbind it anyway.",
	),

	// The request
	InvalidParameter: final(
		'A setting has a value that Alibaba Cloud does not accept',
		'Check the values of the fields.',
	),
	MissingParameter: final('A setting is missing', 'Fill in the field that Alibaba Cloud names.'),
	'InvalidFilterKey.NotFound': final(
		'The filter is not known',
		'CreationStartTime is the only key that Alibaba Cloud documents for filters.',
	),
	InvalidFilterValue: final('The value of the filter is not valid', "Check 'Created After'."),
	'InvalidLockReason.NotFound': final(
		'The lock reason is not known',
		"Choose Overdue Payment or Security as 'Lock Reason'.",
	),
	'InvalidIAssociatedInstanceType.ValueNotSupported': final(
		'The type of the bound instance is not supported',
		"Choose another 'Bound Instance Type'.",
	),
	'InvalidAssociatedInstanceType.ValueNotSupported': final(
		'The type of the bound instance is not supported',
		"Choose another 'Bound Instance Type'.",
	),
	'InvalidChargeType.ValueNotSupported': final(
		'The billing method is not supported',
		"Choose another 'Billing Method'.",
	),
	'InvalidStartTime.Malformed': final(
		"The 'Start Time' is not valid",
		'Choose a date and time, or use an expression such as {{ $now.minus(1, "hour") }}.',
	),
	'InvalidEndTime.Malformed': final(
		"The 'End Time' is not valid",
		'Choose a date and time, or use an expression such as {{ $now }}.',
	),
	'InvalidStartTime.TooEarly': final(
		"The 'Start Time' is too long ago",
		'Alibaba Cloud keeps monitoring data for about 30 days.',
	),
	'InvalidPeriod.ValueNotSupported': final(
		'The time between two points is not supported',
		"Choose a 'Period' of 1, 5, 15 or 60 minutes.",
	),
	'OperationDenied.TooManyDataQueried': final(
		'Too many points were asked for',
		"Choose a shorter time or a longer 'Period'.",
	),
	'InvalidApi.NotFound': final(
		'The API action does not exist at this endpoint',
		"Check the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
	UnsupportedHTTPMethod: final(
		'The endpoint does not accept this kind of request',
		"Check the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
};

const entriesByLowerCaseCode = new Map(
	Object.entries(errorTable).map(([code, entry]) => [code.toLowerCase(), entry]),
);

/** Whole groups of codes; the first pattern that fits counts. */
const entriesByPattern: Array<[RegExp, ErrorTableEntry]> = [
	[/\bthrottling\b/i, errorTable.Throttling],
	[/^(invalidsecuritytoken|securitytoken)\b/i, errorTable['InvalidSecurityToken.Malformed']],
	[/^(forbidden|forbbiden)\b/i, errorTable.Forbidden],
	[/^quotaexceeded\b/i, errorTable['QuotaExceeded.Eip']],
	[/^commodity\b/i, errorTable['COMMODITY.INVALID_COMPONENT']],
	[/^missing/i, errorTable.MissingParameter],
	[/^invalidparameter/i, errorTable.InvalidParameter],
	[/^taskconflict\b/i, errorTable.TaskConflict],
	[/^operationconflict\b/i, errorTable.OperationConflict],
	[/^incorrectstatus\b/i, errorTable.IncorrectStatus],
	[/^resourcenotfound\b/i, errorTable.ResourceNotFound],
	[/^dependencyviolation\b/i, errorTable.DependencyViolation],
];

/**
 * The entry for a code, or undefined if it is not known; then Alibaba's own message is shown.
 * Codes are compared without regard to case: the documents disagree on it.
 */
export function findErrorEntry(code: string): ErrorTableEntry | undefined {
	return (
		entriesByLowerCaseCode.get(code.toLowerCase()) ??
		entriesByPattern.find(([pattern]) => pattern.test(code))?.[1]
	);
}
