import { type ErrorTableEntry, lasting, notFound, passing } from '../ErrorTableEntry';

const FINANCIAL = lasting(
	'lock',
	'The Elastic IP is locked because of an overdue payment',
	'Pay the bill in the Expenses and Costs console. Get the Elastic IP to see its lock.',
);
const FOREIGN = lasting(
	'permission',
	'The Elastic IP belongs to another account',
	'Use the AccessKey of that account, or an Elastic IP of your own.',
);
const PROTECTION_HELP =
	'That contradicts the request. Get the Elastic IP to see whether it is protected, then try again, or open a ticket with the RequestId.';

/** The Elastic IP itself. */
export const elasticIpCodes: Record<string, ErrorTableEntry> = {
	'InvalidAllocationId.NotFound': notFound('Elastic IP'),
	IncorrectEipStatus: passing(
		'passing',
		'The state of the Elastic IP does not allow this',
		'Only an Available Elastic IP can be associated or released, and only an Elastic IP that is In Use can be disassociated. Get the Elastic IP to see its state.',
	),
	'IncorrectStatus.Eip': passing(
		'passing',
		'The state of the Elastic IP does not allow this',
		'Get the Elastic IP to see its state.',
	),
	InvalidBindingStatus: passing(
		'passing',
		'The Elastic IP is being associated or disassociated right now',
		'Wait until it is Available or In Use, then try again.',
	),
	'InvalidEIPStatus.BizDisabled': lasting(
		'lock',
		'The Elastic IP is locked',
		'Resolve the overdue payment or the security incident first. Get the Elastic IP to see its lock.',
	),
	'Forbidden.FinancialLocked': FINANCIAL,
	'InvalidOperation.DeletionProtection': lasting(
		'state',
		'Deletion protection is on',
		"If you really want to release the Elastic IP, turn the protection off first with 'Set Deletion Protection'.",
	),
	// Both are shown only where the opposite was asked for: else they are a success.
	'DeletionProtection.AlreadyEnabled': lasting(
		'state',
		'Alibaba Cloud says that deletion protection is on and has not turned it off',
		PROTECTION_HELP,
	),
	'DeletionProtection.NotExist': lasting(
		'state',
		'Alibaba Cloud says that deletion protection is off and has not turned it on',
		PROTECTION_HELP,
	),
	'DeletionProtection.ResourceNotExist': notFound('Elastic IP'),
	'DeletionProtection.PrePaidNotSupport': lasting(
		'not possible',
		'A subscription cannot have deletion protection',
		'It cannot be released before it expires, so it needs none.',
	),
	'DeletionProtection.TypeNotSupport': lasting(
		'not possible',
		'This kind of resource cannot have deletion protection',
		"Check 'Elastic IP': it takes the ID of an Elastic IP, which begins with eip-.",
	),
	'DeletionProtection.OwnerError': lasting(
		'permission',
		'The resource belongs to another account',
		'Use the AccessKey of that account, or a resource of your own.',
	),
	'OperationUnsupported.ServiceManaged': lasting(
		'not possible',
		'The Elastic IP is managed by another Alibaba Cloud service',
		'Change it in the service that created it.',
	),
	'Forbidden.ChargeTypeIsPrepaid': lasting(
		'not possible',
		'A subscription Elastic IP cannot be changed or released this way',
		'It ends when the subscription expires. Change its bandwidth or convert it to pay-as-you-go in the console.',
	),
	'Forbidden.ReleaseSegmentEip': lasting(
		'not possible',
		'The Elastic IP belongs to an Elastic IP group',
		'It can be released only together with the group: release the group instead.',
	),
	'InvalidBandwidth.Malformed': lasting(
		'form',
		'The bandwidth is not valid',
		"Set 'Peak Bandwidth' to a whole number in Mbit/s: 1 to 200 by traffic, 1 to 500 by bandwidth, 1 to 1000 for a subscription.",
	),
	'InvalidBandwidth.OutOfMaxTrafficBindedOnNatgw': lasting(
		'form',
		'The bandwidth is larger than the NAT gateway allows',
		"Choose a smaller 'Peak Bandwidth'.",
	),
};

/** `Forbidden` of actions that document it as one meaning only: the owner. */
export const OWNED_BY_ANOTHER_ACCOUNT = FOREIGN;
