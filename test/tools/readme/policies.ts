import { isRead } from '../../../nodes/AlibabaCloudEip/transport/retry';
import type { Recorded } from './record';

/** What costs money as soon as it is done. */
const BUYS = [
	'AllocateEipAddress',
	'AllocateEipSegmentAddress',
	'AddPublicIpAddressPoolCidrBlock',
	'CreateCommonBandwidthPackage',
	'CreatePublicIpAddressPool',
	'OpenPublicIpAddressPoolService',
];

/** What can not be undone: addresses are lost for good. */
const GIVES_BACK = [
	'ReleaseEipAddress',
	'ReleaseEipSegmentAddress',
	'DeleteCommonBandwidthPackage',
	'DeletePublicIpAddressPool',
	'DeletePublicIpAddressPoolCidrBlock',
	'TransformEipSegmentToPublicIpAddressPool',
];

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
	const unknown = [...BUYS, ...GIVES_BACK].filter((action) => !all.includes(action));
	if (unknown.length > 0) throw new Error(`Nothing calls ${unknown.join(', ')}`);
	const allow = (actions: string[]) => ({
		Effect: 'Allow' as const,
		Action: actions.map(toRam),
		Resource: '*',
	});
	const policy = (...Statement: Policy['Statement']): Policy => ({ Version: '1', Statement });
	const isChange = (action: string) => ![...BUYS, ...GIVES_BACK].includes(action);
	return {
		readOnly: policy(allow(all.filter(isRead))),
		operator: policy(allow(all.filter(isChange))),
		full: policy(allow(all)),
		noRelease: policy(allow(all), {
			Effect: 'Deny',
			Action: GIVES_BACK.map(toRam).sort(),
			Resource: '*',
		}),
	};
}

export type PolicyName = 'readOnly' | 'operator' | 'full' | 'noRelease';

const toRam = (action: string) => `vpc:${action}`;

/** Whether RAM lets a user with this policy call an action: a Deny counts more than any Allow. */
export function allows({ Statement }: Policy, action: string): boolean {
	const effects = Statement.filter(({ Action }) => Action.includes(toRam(action))).map(
		({ Effect }) => Effect,
	);
	return effects.includes('Allow') && !effects.includes('Deny');
}
