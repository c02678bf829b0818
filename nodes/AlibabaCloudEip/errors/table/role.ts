import { type ErrorTableEntry, lasting } from '../ErrorTableEntry';

/** Alibaba Cloud gives one answer to three mistakes, so that nobody learns by trying which one it is. */
const NOT_ALLOWED = lasting(
	'permission',
	'The AccessKey may not assume the role',
	"Alibaba Cloud does not say which of three reasons applies. The trust policy of the role ('Role ARN', or 'Act in Account' of the node) does not name the account or RAM user of the AccessKey. Or it asks for an external ID, and the 'External ID' of the credential is empty or a different one. Or the RAM user lacks the permission sts:AssumeRole for the role.",
);

/** For temporary keys that were fetched for a role, which are in no field. */
export const ROLE_KEYS_REFUSED = lasting(
	'key',
	'The temporary keys of the role were refused',
	'New ones were fetched, and Alibaba Cloud refused them too. Check in the RAM console whether the role still exists and whether its sessions were revoked, then try again.',
);

/** Known by its sentence only. */
export const ROOT_KEY = lasting(
	'key',
	'The keys of the Alibaba Cloud account itself cannot assume a role',
	"Create a RAM user with the permission sts:AssumeRole, and put its AccessKey pair into the credential. Or turn off 'Assume Role'.",
);

/** What codes mean that AssumeRole is refused with. */
export const assumeRoleCodes: Record<string, ErrorTableEntry> = {
	NoPermission: NOT_ALLOWED,
	'AuthenticationFail.NoPermission': NOT_ALLOWED,
	'EntityNotExist.Role': lasting(
		'not found',
		'The role does not exist',
		"Check the account ID and the name in the 'Role ARN' of the credential, or in 'Act in Account' of the node.",
	),
	'InvalidParameter.RoleArn': lasting(
		'form',
		'The ARN of the role is not valid',
		"Copy it from the page of the role in the RAM console into 'Role ARN', or into 'Act in Account' of the node.",
	),
	'InvalidParameter.RoleSessionName': lasting(
		'form',
		'The name of the role session is not valid',
		"Change the 'Role Session Name' of the credential: use 2 to 64 letters, digits, dots, hyphens, underscores or @.",
	),
	'InvalidParameter.ExternalId': lasting(
		'form',
		'The external ID is not valid',
		"Change the 'External ID' of the credential to the one in the trust policy of the role.",
	),
	'InvalidParameter.DurationSeconds': lasting(
		'form',
		'The session is longer than the role allows',
		"Lower the 'Session Duration' of the credential, or raise the maximum session duration of the role in the RAM console. A key that is itself temporary gets an hour at most.",
	),
	'InvalidParameter.PolicyGrammar': lasting(
		'form',
		'The session policy is not a valid RAM policy',
		"Correct the 'Session Policy' of the credential, or leave it empty.",
	),
	'InvalidParameter.PolicySize': lasting(
		'form',
		'The session policy is too long',
		"Shorten the 'Session Policy' of the credential to 2,048 bytes.",
	),
};
