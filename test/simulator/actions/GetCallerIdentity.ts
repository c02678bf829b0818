import { defineAction } from './parts/defineAction';

/** The session of the fixed temporary keys, which no AssumeRole gave out. */
const FIXED_SESSION = {
	roleName: 'simulator',
	roleId: '300000000000000003',
	sessionName: 'session',
};

/** STS 2015-04-01: who the key belongs to; needs no rights. */
export const GetCallerIdentity = defineAction({
	name: 'GetCallerIdentity',
	product: 'Sts',
	version: '2015-04-01',
	kind: 'read',
	open: true,
	parameters: {},
	run({ account, accountId }) {
		if (account.securityToken !== undefined) {
			const { roleName, roleId, sessionName } = account.session ?? FIXED_SESSION;
			return {
				AccountId: accountId,
				Arn: `acs:ram::${accountId}:assumed-role/${roleName}/${sessionName}`,
				IdentityType: 'AssumedRoleUser',
				PrincipalId: `${roleId}:${sessionName}`,
				RoleId: roleId,
			};
		}
		if (account.root) {
			return {
				AccountId: accountId,
				Arn: `acs:ram::${accountId}:root`,
				IdentityType: 'Account',
				PrincipalId: accountId,
				UserId: accountId,
			};
		}
		return {
			AccountId: accountId,
			Arn: `acs:ram::${accountId}:user/simulator`,
			IdentityType: 'RAMUser',
			PrincipalId: '200000000000000002',
			UserId: '200000000000000002',
		};
	},
});
