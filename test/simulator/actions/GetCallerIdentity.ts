import { defineAction } from './parts/defineAction';

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
			return {
				AccountId: accountId,
				Arn: `acs:ram::${accountId}:assumed-role/simulator/session`,
				IdentityType: 'AssumedRoleUser',
				PrincipalId: '300000000000000003:session',
				RoleId: '300000000000000003',
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
