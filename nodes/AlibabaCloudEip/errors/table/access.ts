import { type ErrorTableEntry, lasting, passing, permission } from '../ErrorTableEntry';

const CONSOLE_RIGHTS =
	'Ask the administrator of the account to grant it in the RAM console. The documentation names the permission that each operation needs.';
const CLOCK = lasting(
	'key',
	'The clock of this n8n is off by more than 15 minutes',
	'Set the clock of the machine that runs n8n, e.g. with NTP. Time zones do not matter.',
);
const STS_EXPIRED = lasting(
	'key',
	'The STS token has expired',
	"Get new temporary keys and put all three parts, 'AccessKey ID', 'AccessKey Secret' and 'STS Token', into the credential.",
);
const DISABLED = lasting(
	'key',
	'The AccessKey is disabled',
	'Enable it in the RAM console, or use another AccessKey pair in the credential.',
);
const NO_PERMISSION = permission(
	'The AccessKey has no permission for this',
	`The RAM user or role of the credential lacks the permission for this API action. ${CONSOLE_RIGHTS}`,
);
const NO_REGION = lasting(
	'endpoint',
	'The region does not exist or is not open to this account',
	"Choose another 'Region', or pick one from the list.",
);
const RISK = lasting(
	'risk control',
	'The account is blocked by risk control',
	'Sign in to the Alibaba Cloud console and follow its notice, or open a ticket.',
);

/** The key, the signature, permissions and the account. */
export const accessCodes: Record<string, ErrorTableEntry> = {
	'InvalidAccessKeyId.NotFound': lasting(
		'key',
		'The AccessKey ID is unknown',
		"Copy the 'AccessKey ID' of the credential again from the RAM console. Keys of the international and the Chinese site work only on their own site.",
	),
	InvalidAccessKeyId: lasting(
		'key',
		'The AccessKey ID is unknown',
		"Copy the 'AccessKey ID' of the credential again from the RAM console.",
	),
	'InvalidAccessKeyId.Inactive': DISABLED,
	'Forbidden.AccessKeyDisabled': DISABLED,
	'Forbidden.AccessKey': lasting(
		'key',
		'The AccessKey is not accepted',
		'Check in the RAM console that it is enabled and may be used from this network, or use another AccessKey pair in the credential.',
	),
	NoEnabledAccessKey: lasting(
		'key',
		'The user has no enabled AccessKey',
		'Enable an AccessKey pair of the user in the RAM console, or create one, and put it into the credential.',
	),
	SignatureDoesNotMatch: lasting(
		'key',
		'The AccessKey Secret is wrong',
		"The signature does not match the AccessKey ID. Copy the 'AccessKey Secret' of the credential again; if it is lost, create a new AccessKey pair.",
	),
	IncompleteSignature: lasting(
		'key',
		'The signature is incomplete',
		"Check the 'Signature Method' of the credential and that no proxy changes the request on its way.",
	),
	SignatureNonceUsed: passing(
		'again',
		'The request arrived twice',
		'A proxy may have sent it again. The node signed and sent it again without success. Try again.',
	),
	'InvalidTimeStamp.Expired': CLOCK,
	'InvalidTimeStamp.Format': lasting(
		'key',
		'The time of the request was not understood',
		'Check that no proxy changes the request on its way.',
	),
	IllegalTimestamp: CLOCK,
	'InvalidSecurityToken.Expired': STS_EXPIRED,
	'SecurityToken.Expired': STS_EXPIRED,
	'InvalidSecurityToken.Malformed': lasting(
		'key',
		'The STS token is malformed',
		"Copy the whole 'STS Token' into the credential. Leave it empty for a permanent AccessKey.",
	),
	'InvalidSecurityToken.MismatchWithAccessKey': lasting(
		'key',
		'The STS token belongs to another AccessKey',
		"'AccessKey ID', 'AccessKey Secret' and 'STS Token' must come from the same reply of Security Token Service.",
	),
	MissingSecurityToken: lasting(
		'key',
		'The STS token is missing',
		"An AccessKey ID that begins with 'STS.' is temporary: fill in the 'STS Token' of the credential.",
	),
	InvalidAliuid: lasting(
		'key',
		'The account of the AccessKey is not known',
		"Check the 'AccessKey ID' of the credential, and that its account is active.",
	),

	'Forbidden.RAM': NO_PERMISSION,
	NoPermission: NO_PERMISSION,
	SubAccountNoPermission: NO_PERMISSION,
	Forbidden: permission(
		'The AccessKey has no permission for this',
		`The account or the RAM user of the credential may not do this. ${CONSOLE_RIGHTS}`,
	),
	Forbbiden: permission(
		'The AccessKey has no permission for this resource',
		`The resource belongs to another account, or the RAM user of the credential may not use it. ${CONSOLE_RIGHTS}`,
	),
	'Forbidden.RiskControl': RISK,
	'OperationFailed.RiskControl': RISK,
	'OperationFailed.BasicInfoUncompleted': lasting(
		'risk control',
		'The information about the account is not complete',
		'Sign in to the Alibaba Cloud console and complete it, such as name, address and verification.',
	),
	'Forbidden.RegionNotFound': NO_REGION,
	'InvalidRegionId.NotFound': lasting(
		'endpoint',
		'The region does not exist',
		"Choose another 'Region', or pick one from the list.",
	),
	'InvalidApi.NotFound': lasting(
		'endpoint',
		'The API action does not exist at this endpoint',
		"Check the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
	'InvalidProduct.NotFound': lasting(
		'endpoint',
		'The endpoint does not serve the VPC API',
		"Check the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
	InvalidVersion: lasting(
		'endpoint',
		'The endpoint does not know this version of the API',
		"Check the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
	UnsupportedHTTPMethod: lasting(
		'endpoint',
		'The endpoint does not accept this kind of request',
		"Check the 'Endpoint Type' and 'Custom Endpoint' of the credential.",
	),
};
