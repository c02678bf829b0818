import { documentedCodes } from '../../unit/fixtures/errorCodes';

/** HTTP status and our own wording of an error code; the status is 400 unless the reference says otherwise. */
interface ErrorEntry {
	readonly status: number;
	readonly message: string;
}

const entry = (message: string, status = 400): ErrorEntry => ({ status, message });

/**
 * Codes the simulator answers with. Codes and statuses: 2019 reference, `facts/eip-api.md` section 7
 * and terraform's retry lists; the misspelt ones are Alibaba's. Wordings are ours. The codes in the
 * last group appear in no document at hand: they stand for refusals that are documented without a code.
 */
export const ERROR_TABLE: Readonly<Record<string, ErrorEntry>> = {
	// Gateway: signature, key, rights, rates
	IncompleteSignature: entry('The signature of the request is incomplete or malformed.'),
	SignatureDoesNotMatch: entry('The signature does not match.'),
	SignatureNonceUsed: entry('This signature nonce was used before.'),
	'InvalidTimeStamp.Expired': entry(
		'The timestamp of the request is too far from the server clock.',
	),
	'InvalidTimeStamp.Format': entry('The timestamp is not written as YYYY-MM-DDThh:mm:ssZ.'),
	IllegalTimestamp: entry('The timestamp names a date that does not exist.'),
	'InvalidAccessKeyId.NotFound': entry('The access key is unknown.', 404),
	'InvalidAccessKeyId.Inactive': entry('The access key is disabled.'),
	MissingSecurityToken: entry('SecurityToken is mandatory with a temporary access key.'),
	'InvalidSecurityToken.Expired': entry('The security token has expired.'),
	'InvalidSecurityToken.Malformed': entry('The security token is malformed.'),
	'InvalidSecurityToken.MismatchWithAccessKey': entry(
		'The security token belongs to another access key.',
	),
	'Forbidden.RAM': entry('RAM refuses this call: the identity has no permission for it.', 403),
	'Throttling.User': entry('The request was refused by flow control.'),
	'Throttling.DeepPageSkip': entry('Deep pages must be read one after the other.'),
	ServiceUnavailable: entry('The service is temporarily unavailable.', 503),
	InternalError: entry('The request failed for an unknown reason.', 500),
	'InvalidApi.NotFound': entry('There is no such API.', 404),
	InvalidVersion: entry('The API has no such version.'),
	UnsupportedHTTPMethod: entry('The HTTP method is not supported.'),
	'Forbidden.RegionNotFound': entry('The region was not found.', 404),

	// Other products: references of the actions, `facts/recordings.md`
	NoPermission: entry(
		'You are not authorized to do this action. You should be authorized by RAM.',
		403,
	),
	'EntityNotExist.Role': entry('The specified Role not exists .', 404),
	'InvalidParameter.RoleArn': entry('The parameter RoleArn is wrongly formed.'),
	'InvalidParameter.RoleSessionName': entry('The parameter RoleSessionName is wrongly formed.'),
	'InvalidParameter.ExternalId': entry('The parameter ExternalId is wrongly formed.'),
	'InvalidParameter.SourceIdentity': entry('The parameter SourceIdentity is wrongly formed.'),
	'InvalidParameter.DurationSeconds': entry('The Min/Max value of DurationSeconds is 15min/1hr.'),
	'InvalidParameter.PolicyGrammar': entry('The parameter Policy has not passed grammar check.'),
	'InvalidParameter.PolicySize': entry('The size of Policy must be smaller than 2048 bytes.'),
	'InvalidRegionId.NotFound': entry('The specified RegionId does not exist.', 404),

	// Parameters
	InvalidParameter: entry('A parameter is not valid.'),
	DryRunOperation: entry('The request was checked and would have succeeded.'),
	IdempotentParameterMismatch: entry('The client token was used before with other parameters.'),
	LastTokenProcessing: entry('The request with this client token is still being processed.'),
	'InvalidBandwidth.Malformed': entry('Bandwidth is not a whole number.'),
	'InvalidFilterKey.NotFound': entry('The filter key is unknown.', 404),
	InvalidFilterValue: entry('The filter value is not valid.', 404),
	'InvalidLockReason.NotFound': entry('The lock reason is unknown.', 404),
	'InvalidIAssociatedInstanceType.ValueNotSupported': entry(
		'AssociatedInstanceType has an unsupported value.',
	),
	'InvalidChargeType.ValueNotSupported': entry('ChargeType has an unsupported value.'),
	'InvalidInstanceType.ValueNotSupported': entry('InstanceType has an unsupported value.'),
	'InvalidPeriod.ValueNotSupported': entry('Period has an unsupported value.'),
	'InvalidStartTime.Malformed': entry('StartTime is not valid.'),
	'InvalidEndTime.Malformed': entry('EndTime is not valid.'),
	'InvalidStartTime.TooEarly': entry('StartTime is too far in the past.'),
	'OperationDenied.TooManyDataQueried': entry(
		'More points were asked for than one reply may hold.',
	),

	'OperationFailed.SystemBusy': entry('The system is busy.'),
	'OrderFailed.ConcurrentOperate': entry('Another order is being processed.'),

	// EIP
	'InvalidAllocationId.NotFound': entry('There is no such elastic IP in this region.', 404),
	IncorrectEipStatus: entry('The status of the elastic IP does not allow this.'),
	OperationConflict: entry('Another operation on the resource is running.'),
	TaskConflict: entry('Another task on the resource is running.'),
	'QuotaExceeded.Eip': entry('The quota of elastic IPs is used up.'),
	InsufficientBalance: entry('The account balance is too low.'),
	'InsufficientBalance.Eip': entry('The account balance is too low.'),
	'COMMODITY.INVALID_COMPONENT': entry('The combination of billing options cannot be ordered.'),
	ReserveIpFail: entry('The requested address cannot be had.'),
	'InvalidRegion.NotSupport': entry('The region does not support this.'),
	'InvalidEIPStatus.BizDisabled': entry('The elastic IP is locked.'),
	'Forbidden.FinancialLocked': entry('The elastic IP is locked for an overdue payment.'),
	'Forbidden.ReleaseSegmentEip': entry(
		'An elastic IP of a contiguous group is released with its group only.',
	),
	'InvalidOperation.DeletionProtection': entry('Deletion protection is on.'),
	'DeletionProtection.AlreadyEnabled': entry('Deletion protection is on already.'),
	'DeletionProtection.NotExist': entry('Deletion protection is not on.', 404),
	'DeletionProtection.ResourceNotExist': entry('There is no such resource.'),
	'DeletionProtection.PrePaidNotSupport': entry('A subscription needs no protection.'),
	'OperationUnsupported.ServiceManaged': entry('The resource is managed by a service.'),
	'Forbidden.ChargeTypeIsPrepaid': entry('Not possible for a subscription.'),
	Forbbiden: entry('Not authorized to operate on this resource.', 403),

	// Target of a binding
	'InvalidInstanId.NotFound': entry('There is no such instance.', 404),
	'InvalidInstanceId.NotFound': entry('There is no such instance.'),
	'InvalidAssociation.Duplicated': entry('The instance already has an elastic IP.'),
	'InvalidParameter.Mismatch': entry('The elastic IP and the instance are in different regions.'),
	'QuotaExceeded.NumberOfEip': entry('The NAT gateway has as many elastic IPs as it may have.'),
	'InvalidStatus.SnatOrDnat': entry('A rule of the NAT gateway is being changed.'),
	OperationDenied: entry('The operation is denied.'),
	IncorrectInstanceStatus: entry('The status of the instance does not allow this.'),
	IncorrectHaVipStatus: entry('The HaVip is neither Available nor InUse.'),
	'IncorrectStatus.NatGateway': entry('The status of the NAT gateway does not allow this.'),
	'InvalidStatus.EniStatusNotSupport': entry(
		'The status of the network interface does not allow this.',
	),
	'InvalidStatus.InstanceHasBandWidth': entry('The instance has public bandwidth of its own.'),
	'OperationFailed.EcsMigrating': entry('The instance is being migrated.'),
	InvalidBindingStatus: entry('The elastic IP is not bound to this instance.'),
	BIND_INSTANCE_HAVE_PORTMAP_OR_BIND_EIP: entry(
		'The instance has port mappings or an elastic IP already.',
	),
	BIND_INSTANCE_OWENER_ERROR: entry('The instance belongs to another account.'),
	'InvalidIpStatus.HasBeenUsedBySnatTable': entry('The address is used by an SNAT entry.'),
	'InvalidIpStatus.HasBeenUsedByForwardEntry': entry('The address is used by a DNAT entry.'),

	// Contiguous groups and shared bandwidth (codes of terraform's retry lists)
	'OperationFailed.EipStatusInvalid': entry('An elastic IP of the group is in use.'),
	'OperationFailed.InstanceNotExist': entry('There is no such group of elastic IPs.'),
	'Forbidden.EipInBwp': entry('An elastic IP of the group is in a bandwidth package.'),
	'InvalidCommonBandwidthPackageId.NotFound': entry('There is no such bandwidth package.'),
	'OperationUnsupported.IpNotInCbwp': entry('The elastic IP is not in this bandwidth package.'),
	'IpInstanceId.ChargeType.NotSupport': entry('A subscription cannot be in a bandwidth package.'),
	'BandwidthPackageId.InvalidBizStatus': entry('The bandwidth package is locked.'),
	'BandwidthPackage.FinancialLocked': entry('The bandwidth package is locked.', 404),
	'OperationFailed.BandwidthPackageNotEmpty': entry('The bandwidth package holds elastic IPs.'),
	'OperationFailed.AddIpTaskInProcessing': entry(
		'An elastic IP is being added to the bandwidth package.',
	),
	'IncorrectStatus.CbwpModifying': entry('The bandwidth package is being changed.'),
	'BandwidthPackageOperation.conflict': entry(
		'Another operation on the bandwidth package is running.',
	),
	'IncorrectStatus.Eip': entry('The status of the elastic IP does not allow this.'),
	'IncorrectStatus.ResourceStatus': entry('The status of the resource does not allow this.'),

	// Alibaba Cloud DNS, by its reference
	'InvalidDomainName.NoExist': entry('The domain name does not exist in this account.'),
	DomainRecordNotBelongToUser: entry('The DNS record does not exist in this account.'),
	DomainRecordDuplicate: entry('The DNS record exists already.'),

	// No document at hand names these
	'InvalidSegmentInstanceId.NotFound': entry('There is no such group of elastic IPs.', 404),
	'InvalidBandwidthPackageId.NotFound': entry('There is no such bandwidth package.', 404),
	'InvalidIpInstanceId.NotFound': entry('The elastic IP is not in this bandwidth package.', 404),
	'IpInstanceId.AlreadyInBandwidthPackage': entry(
		'The elastic IP is in a bandwidth package already.',
	),
	'ResourceNotFound.PublicIpAddressPool': entry('There is no such address pool.', 404),
	'ResourceNotFound.CidrBlock': entry('The address pool has no such CIDR block.', 404),
	'ResourceNotFound.Resource': entry('There is no such resource.', 404),
	'ORDER.OPEND': entry('The service is switched on already.'),
	'DependencyViolation.PublicIpAddressPool': entry('The address pool is still in use.'),
	'OperationDenied.ServiceNotOpened': entry('The address pool service is not switched on.'),
};

const statuses = new Map(
	documentedCodes.map(({ action, code, status }) => [`${action} ${code}`, status]),
);

/** The status that the reference of this action gives for a code; OperationConflict is not among its rows. */
export function documentedStatus(code: string, action: string): number | undefined {
	if (code === 'OperationConflict' && action === 'AllocateEipAddress') return 409;
	return statuses.get(`${action} ${code}`);
}
