import { accountIdOf, arnOf, type Account, type PolicyStatement, type Role } from '../accounts';
import { isoSeconds } from '../state/time';
import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { integer, required, text, type Parameter } from './parts/parameters';

const DEFAULT_DURATION = 3600;
const LONGEST_POLICY = 2048;

/** A text of this form, or a refusal with this code. */
function formed(pattern: RegExp, code: string): Parameter<string | undefined> {
	const plain = text();
	return {
		...plain,
		read(raw, name) {
			const value = plain.read(raw, name);
			if (value !== undefined && value !== '' && !pattern.test(value)) throw new ApiError(code);
			return value;
		},
	};
}

function listOf(value: unknown): string[] | undefined {
	const values: unknown[] = Array.isArray(value) ? value : [value];
	return values.length > 0 && values.every((one) => typeof one === 'string' && one !== '')
		? (values as string[])
		: undefined;
}

function statementOf(value: unknown): PolicyStatement | undefined {
	const { Effect, Action, Resource } = (value ?? {}) as Record<string, unknown>;
	const actions = listOf(Action);
	if ((Effect !== 'Allow' && Effect !== 'Deny') || !actions || !listOf(Resource)) return undefined;
	return { effect: Effect, actions };
}

/** The statements of a session policy. */
function readPolicy(policy: string): readonly PolicyStatement[] {
	if (Buffer.byteLength(policy) > LONGEST_POLICY) throw new ApiError('InvalidParameter.PolicySize');
	try {
		const { Version, Statement } = JSON.parse(policy) as Record<string, unknown>;
		const statements = Array.isArray(Statement) ? Statement.map(statementOf) : [];
		const read = statements.filter((statement) => statement !== undefined);
		if (Version === '1' && read.length > 0 && read.length === statements.length) return read;
	} catch {
		// No JSON, or no object.
	}
	throw new ApiError('InvalidParameter.PolicyGrammar');
}

/** Whether the trust policy of a role names the caller: its main account, or itself. */
function trusts({ trusts: trusted }: Role, caller: Account): boolean {
	const accountId = accountIdOf(caller);
	const self = caller.session
		? arnOf({ accountId, name: caller.session.roleName })
		: `acs:ram::${accountId}:user/simulator`;
	return [accountId, `acs:ram::${accountId}:root`, self].some((name) => trusted.includes(name));
}

/** STS 2015-04-01: temporary keys of a role, for whom its trust policy names. */
export const AssumeRole = defineAction({
	name: 'AssumeRole',
	product: 'Sts',
	version: '2015-04-01',
	kind: 'write',
	parameters: {
		RoleArn: required(formed(/^acs:ram::\d+:role\/[\w.@-]{1,64}$/, 'InvalidParameter.RoleArn')),
		RoleSessionName: required(formed(/^[\w.@-]{2,64}$/, 'InvalidParameter.RoleSessionName')),
		DurationSeconds: integer({ min: 900, max: 43_200, code: 'InvalidParameter.DurationSeconds' }),
		ExternalId: formed(/^[\w+=,.@:/-]{2,1224}$/, 'InvalidParameter.ExternalId'),
		Policy: text(),
		SourceIdentity: formed(
			/^(?!acs:|aliyun:|alibabacloud:)[\w+=,.@-]{2,64}$/,
			'InvalidParameter.SourceIdentity',
		),
	},
	run({ account, sts, now, parameters }) {
		const { RoleArn, RoleSessionName, ExternalId, Policy, SourceIdentity } = parameters;
		const { DurationSeconds = DEFAULT_DURATION } = parameters;
		if (account.root)
			throw new ApiError('NoPermission', 'Roles may not be assumed by root accounts.');
		const policy = Policy ? readPolicy(Policy) : undefined;
		const role = sts.role(RoleArn);
		if (!role) throw new ApiError('EntityNotExist.Role');
		// One code for both, so that nobody learns by trying which of the two it is.
		const fits = role.externalId === undefined || role.externalId === ExternalId;
		if (!trusts(role, account) || !fits) throw new ApiError('NoPermission');
		// A session that assumes a role gets an hour at most, whatever the role allows.
		const longest = account.session ? DEFAULT_DURATION : (role.maxSessionDuration ?? 3600);
		if (DurationSeconds > longest) throw new ApiError('InvalidParameter.DurationSeconds');
		// Expiration has whole seconds.
		const expires = Math.floor(now / 1000 + DurationSeconds) * 1000;
		const roleId = sts.idOf(role);
		const session = { roleName: role.name, roleId, sessionName: RoleSessionName, policy };
		const key = sts.issue(role, session, expires);
		return {
			AssumedRoleUser: {
				Arn: `${arnOf(role)}/${RoleSessionName}`,
				AssumedRoleId: `${roleId}:${RoleSessionName}`,
			},
			Credentials: {
				AccessKeyId: key.accessKeyId,
				AccessKeySecret: key.accessKeySecret,
				Expiration: isoSeconds(expires),
				SecurityToken: key.securityToken,
			},
			...(SourceIdentity ? { SourceIdentity } : {}),
		};
	},
});
