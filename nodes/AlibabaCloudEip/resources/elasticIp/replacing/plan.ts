import type { ApiParameters, OperationContext } from '../../Operation';
import { type ElasticIp, compareBinding } from '../../../api/elasticIp';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { previousOf } from '../../../output/identity';
import { findTags } from '../../../output/simplifyElasticIp';
import { checkBilling } from '../../checkBilling';
import { type Conditions, unmetCondition } from '../guards/conditions';
import { lastingObstacle } from '../guards/obstacle';
import { nameOf } from '../guards/reading';
import { RELEASE_AFTER_TAG, REPLACES_TAG } from '../ownTags';
import { readWayBack } from '../wayBack';
import { type Begun, MINUTES_UNDER_WAY, mayBeUnderWay, readBegun, valueOfTag } from './begun';
import { packageToJoin } from './joinPackage';
import { MOST_TAGS, purchaseLike } from './likeOld';
import type { Progress } from './progress';

/** What a replacement needs to know. */
export interface Plan {
	oldId: string;
	/** Where the old one is, or was before it was unbound. */
	binding: ApiParameters;
	/** Whether the old one was bound when it was looked at. */
	isBound: boolean;
	/** Parameters of AllocateEipAddress; undefined where nothing may be bought any more. */
	purchase: ApiParameters | undefined;
	packageId: string | undefined;
	/** What another execution has begun and left. */
	begun: Begun | undefined;
	/** What becomes of the old one. */
	afterwards: 'release' | 'keep' | 'keepForHours';
	keepHours: number;
	conditions: Conditions;
}

/**
 * What is to be done, by what was found.
 *
 * @throws UnexpectedOutcome where it must not be replaced, or there is nothing to replace
 */
export function planFor(
	context: OperationContext,
	progress: Progress,
	{
		old,
		begun: found,
		conditions,
	}: { old: ElasticIp | undefined; begun: Begun | undefined; conditions: Conditions },
): Plan {
	const { session, parameters, controls } = context;
	const { AllocationId: oldId, ClientToken: token } = parameters;
	// Where somebody has bound it since an earlier try has unbound it, it is not to be replaced.
	const isElsewhere =
		old !== undefined && progress.binding && compareBinding(old, progress.binding) === 'other';
	const isBound = old?.Status === 'InUse' && !isElsewhere;
	const afterwards = controls.oldElasticIp as Plan['afterwards'];
	const common = { oldId, afterwards, keepHours: Number(controls.keepHours), conditions };
	if (old) {
		progress.old ??= previousOf(old, ['ipAddress', 'name']);
		assertReplaceable(old, conditions, { afterwards, now: session.clock.now(), isBound });
	}
	const wanted = (binding: Plan['binding']) => {
		if (!old) return {};
		const purchase = purchaseLike(old, parameters, valueOfTag(oldId, binding));
		checkBilling(purchase);
		return { purchase, packageId: packageToJoin(old, context) };
	};
	if (old && isBound) {
		const binding = readWayBack(old, {
			notDone: 'replaced',
			instead: "If you need no way back, run 'Disassociate' and then 'Allocate and Associate'.",
		});
		assertNotReplacement(old, progress);
		assertOfNoOtherItem(context, old);
		// The user's own token finds what it has bought.
		const begun = token === undefined && found && canTakePlace(found, binding) ? found : undefined;
		if (begun && !progress.binding && mayBeUnderWay(session, begun)) {
			throw new UnexpectedOutcome(
				`The Elastic IP ${nameOf(old)} is being replaced with ${nameOf(begun.elasticIp)} by another execution`,
				`Nothing was bought. If that execution was cut off, run this one again ${MINUTES_UNDER_WAY} minutes after it began: this one then continues with ${nameOf(begun.elasticIp)}. Or release ${nameOf(begun.elasticIp)}.`,
			);
		}
		const { purchase, packageId } = wanted(binding);
		return { ...common, binding, isBound, begun, purchase, packageId };
	}
	const begun = found;
	const binding = progress.binding ?? begun?.binding;
	if (binding) {
		const { purchase, packageId } = wanted(binding);
		return { ...common, binding, isBound: false, begun, purchase, packageId };
	}
	if (!old) {
		throw new UnexpectedOutcome(
			`The Elastic IP '${oldId}' was released in the meantime`,
			`It existed when this item began. ${nothingBought(context)}Another execution may have replaced it.`,
		);
	}
	throw new UnexpectedOutcome(
		`The Elastic IP ${nameOf(old)} is not associated with anything, so there is nothing to replace`,
		`It is ${String(old.Status)}. ${nothingBought(context)}Another execution may have replaced it or disassociated it in the meantime.`,
	);
}

/**
 * Refuses what Release or Disassociate would refuse, before anything is bought. Once it is unbound only what
 * the user asks for counts: the rest is looked at before it is released.
 *
 * @throws UnexpectedOutcome
 */
function assertReplaceable(
	old: ElasticIp,
	conditions: Conditions,
	{ afterwards, now, isBound }: { afterwards: Plan['afterwards']; now: number; isBound: boolean },
): void {
	if (!isBound) return;
	const action = afterwards === 'release' ? 'release' : 'unassociate';
	const refusal =
		unmetCondition(old, conditions, now) ??
		(conditions.safetyChecks ? lastingObstacle(action, old) : undefined);
	if (refusal) throw new UnexpectedOutcome(refusal.message, refusal.advice);
	if (afterwards !== 'keepForHours') return;
	const own = findTags(old) ?? {};
	if (RELEASE_AFTER_TAG in own || Object.keys(own).length < MOST_TAGS) return;
	throw new UnexpectedOutcome(
		`The Elastic IP ${nameOf(old)} has ${MOST_TAGS} tags, so '${RELEASE_AFTER_TAG}' cannot be added`,
		"Nothing was bought. Remove a tag, or choose another value of 'Old Elastic IP'.",
	);
}

/** What an earlier try has bought, or may have, is named after that. */
function nothingBought({ hasCreated }: OperationContext): string {
	return hasCreated('AllocateEipAddress') ? '' : 'Nothing was bought. ';
}

/** Whether it is free, or bound there already. What is in use elsewhere has nothing left to replace. */
function canTakePlace({ elasticIp }: Begun, binding: Plan['binding']): boolean {
	return elasticIp.Status !== 'InUse' || elasticIp.InstanceId === binding.InstanceId;
}

/** Refuses what has just taken the place of another one, which is not yet given back: it would be forgotten. */
function assertNotReplacement(old: ElasticIp, progress: Progress): void {
	const other = readBegun(old);
	if (!other || progress.binding) return;
	throw new UnexpectedOutcome(
		`The Elastic IP ${nameOf(old)} takes the place of '${other.oldId}', and that replacement was not finished`,
		`Nothing was bought. Run 'Replace' with '${other.oldId}' as 'Elastic IP' to finish it. If '${other.oldId}' is no longer needed, remove the tag '${REPLACES_TAG}' from ${nameOf(old)} instead.`,
	);
}

/** Refuses what another item of the run has just bought: both name the same instance, and one of them is enough. */
function assertOfNoOtherItem({ isOfOtherItem }: OperationContext, old: ElasticIp): void {
	if (!isOfOtherItem(String(old.AllocationId))) return;
	throw new UnexpectedOutcome(
		`The Elastic IP ${nameOf(old)} was bought by another item of this run`,
		`It is associated with '${String(old.InstanceId)}', which this item names as well. Nothing was bought. Name each Elastic IP in one item only.`,
	);
}
