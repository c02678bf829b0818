import { type ErrorTableEntry, lasting, notFound, passing } from '../ErrorTableEntry';

/** Contiguous groups and IP address pools. */
export const poolCodes: Record<string, ErrorTableEntry> = {
	'InvalidSegmentInstanceId.NotFound': notFound('Elastic IP group'),
	'OperationFailed.EipStatusInvalid': passing(
		'notReady',
		'The state of an Elastic IP of the group does not allow this',
		'All Elastic IPs of the group must be Available. Disassociate those that are in use, then try again.',
	),
	'OperationFailed.EipNumInconsistent': lasting(
		'state',
		'The Elastic IP group does not have all of its Elastic IPs',
		'Look at the group and its Elastic IPs in the console, or open a ticket with the RequestId.',
	),
	'ResourceNotFound.PublicIpAddressPool': notFound('IP address pool'),
	'IncorrectStatus.PublicIpAddressPool': passing(
		'notReady',
		'The state of the IP address pool does not allow this',
		'It must be Created. Wait until it is, then try again.',
	),
	'ResourceNotFound.CidrBlock': lasting(
		'not found',
		'The IP address pool has no such CIDR block',
		'Get the CIDR blocks of the pool to see which ones it has.',
	),
	'DependencyViolation.PublicIpAddressPool': lasting(
		'state',
		'The IP address pool is still in use',
		'Release the Elastic IPs that come from it first.',
	),
	'OperationDenied.ServiceNotOpened': lasting(
		'state',
		'The IP address pool service is not enabled for this account',
		"Run the operation 'Enable Service' of IP Address Pool once.",
	),
	'ORDER.OPEND': lasting(
		'state',
		'The service is already enabled for this account',
		'There is nothing to do. Get the status of the service to see it.',
	),
};
