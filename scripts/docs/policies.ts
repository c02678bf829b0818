import { actionNamed, isRead, permissionFor } from '../../nodes/AlibabaCloudEip/api/actions';
import type { Recorded } from './record';

/** A RAM policy. */
export interface Policy {
	Version: '1';
	Statement: Array<{ Effect: 'Allow' | 'Deny'; Action: string[]; Resource: string | string[] }>;
}

/** All API actions that the package calls. */
export function allActions({ operations, features }: Recorded): string[] {
	const called = Object.values(operations).flatMap(({ actions, onTrouble }) => [
		...actions,
		...onTrouble,
	]);
	return [...new Set([...called, ...Object.values(features).flat()])].sort();
}

/** The RAM policies of the documents, each with just the actions that the package calls. */
export function policiesOf(recorded: Recorded): Record<PolicyName, Policy> {
	const all = allActions(recorded);
	const allow = (actions: string[]) => ({
		Effect: 'Allow' as const,
		Action: actions.map(permissionFor),
		Resource: '*',
	});
	const policy = (...Statement: Policy['Statement']): Policy => ({ Version: '1', Statement });
	const isOperated = (action: string) => ['read', 'change'].includes(actionNamed(action).kind);
	const isGivingBack = (action: string) => actionNamed(action).kind === 'give back';
	return {
		readOnly: policy(allow(all.filter(isRead))),
		operator: policy(allow(all.filter(isOperated))),
		full: policy(allow(all)),
		noRelease: policy(allow(all), {
			Effect: 'Deny',
			Action: all.filter(isGivingBack).map(permissionFor),
			Resource: '*',
		}),
	};
}

/** The policies in words, from the least to the most. */
export const POLICIES: Array<{ policy: PolicyName; name: string; text: string }> = [
	{
		policy: 'readOnly',
		name: 'Read only',
		text: 'Enough for the trigger, the lists in the forms, the test of the credential, `npm run verify-live` and all _Get_ operations.',
	},
	{
		policy: 'operator',
		name: 'Operator',
		text: 'Reads, associates, disassociates, moves and changes, but neither buys nor releases. A larger bandwidth can cost money.',
	},
	{
		policy: 'full',
		name: 'Full',
		text: 'Everything the package can do, and nothing else.',
	},
	{
		policy: 'noRelease',
		name: 'No release',
		text: 'As _Full_, but with an explicit Deny on what releases or deletes and cannot be undone. A Deny overrides any Allow, even in another policy of the same user. _Allocate and Associate_ then keeps an Elastic IP that it could not associate, and says so; _Replace_ ends with an error after the new one is associated, unless the old one is kept.',
	},
];

export type PolicyName = 'readOnly' | 'operator' | 'full' | 'noRelease';

/** Whether RAM lets a user with this policy call an action: a Deny counts more than any Allow. */
export function allows({ Statement }: Policy, action: string): boolean {
	const effects = Statement.filter(({ Action }) => Action.includes(permissionFor(action))).map(
		({ Effect }) => Effect,
	);
	return effects.includes('Allow') && !effects.includes('Deny');
}

/** The names of the policies that let a user call all of these actions. */
export function policyNames(recorded: Recorded, actions: string[]): string[] {
	const policies = policiesOf(recorded);
	return POLICIES.filter(({ policy }) =>
		actions.every((action) => allows(policies[policy], action)),
	).map(({ name }) => name);
}
