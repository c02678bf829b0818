import { accountIdOf, type Account } from '../accounts';
import type { Action } from '../actions/parts/defineAction';
import { ApiError } from '../wire/apiError';

function matches(pattern: string, name: string): boolean {
	const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
	return new RegExp(`^${expression}$`, 'i').test(name);
}

function allowed({ rights = 'full' }: Account, action: Action, right: string): boolean {
	if (action.open || rights === 'full') return true;
	if (rights === 'readOnly') return action.kind === 'read';
	return rights !== 'none' && rights.some((pattern) => matches(pattern, right));
}

/** `Forbidden.RAM` with what RAM tells about it, unless the key may call the action. */
export function checkRights(account: Account, action: Action): void {
	const right = `${action.product.toLowerCase()}:${action.name}`;
	if (allowed(account, action, right)) return;
	throw new ApiError('Forbidden.RAM', undefined, {
		details: {
			AccessDeniedDetail: {
				AuthAction: right,
				AuthPrincipalDisplayName: 'simulator',
				AuthPrincipalOwnerId: accountIdOf(account),
				AuthPrincipalType: account.securityToken === undefined ? 'SubUser' : 'AssumedRoleUser',
				NoPermissionType: 'ImplicitDeny',
				PolicyType: 'AccountLevelIdentityBasedPolicy',
				EncodedDiagnosticMessage: 'AQIBIAAAAA-simulator',
			},
		},
	});
}
