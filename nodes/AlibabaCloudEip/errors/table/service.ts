import { type ErrorTableEntry, busy, lasting, passing, throttled } from '../ErrorTableEntry';

const SHARED_LIMIT = 'All RAM users and tools of the account share the limit.';
const INNER = passing(
	'server',
	'A service inside Alibaba Cloud did not answer',
	'Try again later. If it happens repeatedly, open a ticket with the RequestId.',
);
const SYSTEM_BUSY = busy('Alibaba Cloud is busy');
const TOKEN_RUNNING: ErrorTableEntry = {
	...busy('The same request is still being processed'),
	isRefusal: false,
	isOfEarlier: true,
};

/** The service as a whole, and other tasks that are under way. */
export const serviceCodes: Record<string, ErrorTableEntry> = {
	Throttling: throttled('Alibaba Cloud limits the number of requests', SHARED_LIMIT),
	'Throttling.User': throttled(
		'Alibaba Cloud limits the number of requests of this account',
		SHARED_LIMIT,
	),
	'Throttling.Api': throttled(
		'Alibaba Cloud limits the number of requests to this API action',
		SHARED_LIMIT,
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
		'Try again later. If it happens repeatedly, open a ticket with the RequestId.',
	),
	'OperationFailed.InvokeInnerApi': INNER,
	FAILED_INVOKE_INNER_API: INNER,
	UnknownError: lasting(
		'not possible',
		'Alibaba Cloud refused the request without a reason',
		'Check the values of the fields. If they are right, open a ticket with the RequestId.',
	),
	ResourceQueryError: passing(
		'notReady',
		'Alibaba Cloud could not look up the resource',
		'Try again later. If it happens repeatedly, open a ticket with the RequestId.',
		'wait',
	),

	SystemBusy: SYSTEM_BUSY,
	'OperationFailed.SystemBusy': SYSTEM_BUSY,
	'OperationFailed.DistibuteLock': busy('Another task is changing the same resource'),
	OperationConflict: busy('Another task is changing the same resource'),
	TaskConflict: busy('Another task is changing the resource, or it is changed too often'),
	VPC_TASK_CONFLICT: busy('Another task is changing the same VPC'),
	IncorrectStatus: busy('The resource is not in a state that allows this'),
	'IncorrectStatus.ResourceStatus': busy('The resource is not in a state that allows this'),
	LastTokenProcessing: TOKEN_RUNNING,
	'OperationFailed.LastTokenProcessing': TOKEN_RUNNING,
	'TaskConflict.AssociateGlobalAccelerationInstance': busy(
		'The Elastic IP is being changed by Global Accelerator, or it is changed too often',
	),
	'TaskConflict.EipOperation': busy('Another task is changing the Elastic IP'),
	'EipOperation.TooFrequently': busy('The Elastic IP is changed too often'),
	'InvalidAction.Denied': busy('An earlier change of the Elastic IP is not finished'),
	'BandwidthPackageOperation.conflict': busy(
		'Another task is changing the Internet Shared Bandwidth instance',
	),
	'IncorrectStatus.CbwpModifying': busy('The Internet Shared Bandwidth instance is being changed'),
	'OperationFailed.AddIpTaskInProcessing': busy(
		'An Elastic IP is being added to the Internet Shared Bandwidth instance',
	),
	'OrderFailed.ConcurrentOperate': busy('Another order of the account is being processed'),
};
