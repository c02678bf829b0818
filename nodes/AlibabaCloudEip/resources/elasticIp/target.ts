import { isIpv4 } from '../../api/lookUp';
import { withArticle } from '../../api/resourceKinds';
import { targetKindOf, targetNames } from '../../api/targetKind';
import { InvalidInput } from '../../errors/ApiFailure';
import type { ApiParameters, Targets } from '../Operation';

/** What an Elastic IP is bound to: its kind follows from its ID, and both must fit each other. */

/** The value of the type that stands for "the ID says it". */
export const DETECT = 'auto';

/** What an Elastic IP can be bound to. */
export const bindingTargets: Targets = {
	kinds: ['EcsInstance', 'NetworkInterface', 'SlbInstance', 'Nat', 'HaVip', 'IpAddress'],
	typeField: 'instanceType',
};

/** `a, b or c` */
function oneOf(words: string[]): string {
	const last = words[words.length - 1];
	return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}

/**
 * Refuses an ID that is of another kind than the operation takes.
 *
 * @throws InvalidInput naming what it is
 */
export function refuseOtherKinds(id: string, { kinds }: Targets): void {
	const kind = targetKindOf(id);
	if (kind === undefined || kinds.includes(kind)) return;
	throw new InvalidInput(
		`'Instance' is ${withArticle(targetNames[kind])} ('${id}'), which is not possible here`,
		`This operation takes ${oneOf(kinds.map((possible) => withArticle(targetNames[possible])))}. Nothing was sent.`,
	);
}

/**
 * The type that is sent: the chosen one, or what the ID says.
 *
 * @param chosen `undefined` where an expression had no result
 * @throws InvalidInput when the ID contradicts the chosen type, or says nothing
 */
export function detectType(id: string, chosen: string | undefined, targets: Targets): string {
	refuseOtherKinds(id, targets);
	const kind = targetKindOf(id);
	if (chosen === undefined || chosen === DETECT) {
		if (kind !== undefined) return kind;
		throw new InvalidInput(
			`The type of 'Instance' cannot be detected from '${id}'`,
			"Choose the 'Instance Type', or check the ID. Nothing was sent.",
		);
	}
	if (kind === undefined || kind === chosen) return chosen;
	const wanted = targets.kinds.find((possible) => possible === chosen);
	throw new InvalidInput(
		`'Instance' is ${withArticle(targetNames[kind])} ('${id}'), but 'Instance Type' says ${wanted ? withArticle(targetNames[wanted]) : chosen}`,
		"Set 'Instance Type' to Detect From ID, or choose another instance. Nothing was sent.",
	);
}

/**
 * Whether a private address stands for the ECS instance that has it. With a VPC, or the type for it, it is
 * the address itself that is bound to.
 */
function isOfInstance({ InstanceId, InstanceType, VpcId }: ApiParameters): boolean {
	if (!isIpv4(InstanceId)) return false;
	if (InstanceType === 'EcsInstance') return true;
	const isDetected = InstanceType === undefined || InstanceType === DETECT;
	return isDetected && VpcId === undefined && targetKindOf(InstanceId) === 'IpAddress';
}

/**
 * The parameters of AssociateEipAddress with the type of what is bound to, without those that belong to
 * another type. Where the type is that of an ECS instance, a private address stands for its ID.
 *
 * @throws InvalidInput
 */
export function completeBinding(parameters: ApiParameters): ApiParameters {
	const { InstanceId, InstanceType: chosen, Mode, VpcId, ...rest } = parameters;
	const type = isOfInstance(parameters)
		? 'EcsInstance'
		: detectType(InstanceId, chosen, bindingTargets);
	return {
		...rest,
		InstanceId,
		InstanceType: type,
		...(type === 'NetworkInterface' && Mode !== undefined && { Mode }),
		...(type === 'IpAddress' && VpcId !== undefined && { VpcId }),
	};
}

/**
 * The parameters of UnassociateEipAddress with the type that the ID says. Without one they stay as they
 * are: what it is bound to is looked up.
 *
 * @throws InvalidInput when the ID contradicts the chosen type
 */
export function completeUnbinding(parameters: ApiParameters): ApiParameters {
	const { InstanceType: chosen = DETECT, ...rest } = parameters;
	const { InstanceId: id = '' } = rest;
	if (id !== '' && (chosen !== DETECT || targetKindOf(id) !== undefined)) {
		return { ...rest, InstanceType: detectType(id, chosen, bindingTargets) };
	}
	return chosen === DETECT ? rest : parameters;
}
