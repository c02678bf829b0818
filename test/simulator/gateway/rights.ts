import { accountIdOf, type Account } from '../accounts';
import type { Action } from '../actions/parts/defineAction';
import { PRODUCTS } from '../facts/products';
import { ApiError } from '../wire/apiError';

function matches(pattern: string, name: string): boolean {
	const expression = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
	return new RegExp(`^${expression}$`, 'i').test(name);
}

/** What the policy of a session leaves of the rights: a Deny counts more than any Allow. */
function allowedInSession({ session }: Account, right: string): boolean {
	if (!session?.policy) return true;
	const effects = session.policy
		.filter(({ actions }) => actions.some((pattern) => matches(pattern, right)))
		.map(({ effect }) => effect);
	return effects.includes('Allow') && !effects.includes('Deny');
}

function allowed(account: Account, action: Action, right: string): boolean {
	const { rights = 'full' } = account;
	if (action.open) return true;
	if (!allowedInSession(account, right)) return false;
	if (rights === 'full') return true;
	if (rights === 'readOnly') return action.kind === 'read';
	return rights !== 'none' && rights.some((pattern) => matches(pattern, right));
}

/** The refusal of the product with what RAM tells about it; undefined when the key may call the action. */
export function refusalForRights(account: Account, action: Action): ApiError | undefined {
	const { ram, noRights } = PRODUCTS[action.product];
	const right = `${ram}:${action.name}`;
	if (allowed(account, action, right)) return undefined;
	const message =
		action.product === 'ResourceManager'
			? `You are not authorized to do this action. Resource: acs:ram:*:${accountIdOf(account)}:* Action: ${right}`
			: undefined;
	return new ApiError(noRights, message, {
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
