import { randomInt } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiParameters, OperationContext } from '../Operation';
import { CancelledError } from '../../api/client/clock';
import { type ElasticIp, listElasticIps, readElasticIp } from '../../api/elasticIp';
import { ApiFailure, InvalidInput, UnexpectedOutcome } from '../../errors/ApiFailure';
import { explain } from '../../errors/explain';
import { clientToken, tags } from '../fields';
import { isEmpty, toBoolean } from '../fieldValues';
import { checkTarget } from './guards/checkTarget';
import { readTagRows } from './guards/conditions';
import { type ReuseConditions, fitsPurchase } from './guards/fitsPurchase';
import { nameOf } from './guards/reading';
import { type Steps, isRefused, outcomeOf } from './steps';

/** Takes an Elastic IP that nothing uses before a new one is bought. */

const reuseIdle: INodeProperties = {
	displayName: 'Reuse an Idle Elastic IP',
	name: 'reuseIdle',
	type: 'boolean',
	default: true,
	description:
		'Whether to use an Elastic IP that is not associated instead of buying a new one. It must have the same line type, billing, peak bandwidth and security protection, and the IP address pool, resource group, zone or IP address if you ask for one. It must have been bought more than ten minutes ago. It keeps its name and tags. One that is locked, protected from deletion, managed by another service, in an Elastic IP group or kept by a replacement is never used.',
};

const reuseOnlyIfTags: INodeProperties = {
	...tags,
	displayName: 'Reuse Only If Tagged',
	name: 'reuseOnlyIfTags',
	description:
		"Only with 'Reuse an Idle Elastic IP': an Elastic IP that does not have all of these tags with these values is not used",
	routing: undefined,
};

const reuseFromBandwidthPackage: INodeProperties = {
	displayName: 'Reuse From Internet Shared Bandwidth',
	name: 'reuseFromBandwidthPackage',
	type: 'boolean',
	default: true,
	description:
		"Whether 'Reuse an Idle Elastic IP' may use one that is in an Internet Shared Bandwidth instance. It stays in that instance.",
};

/** For the `options` of operations that buy an Elastic IP. */
export const reuseOptions = [reuseIdle, reuseOnlyIfTags, reuseFromBandwidthPackage];

/**
 * Reads whether, and what, may be reused.
 *
 * @param purchase parameters of AllocateEipAddress
 * @returns undefined where nothing may be
 * @throws InvalidInput where the options do not say one thing
 */
export function readReuse(
	options: IDataObject,
	{ ClientToken }: ApiParameters,
): ReuseConditions | undefined {
	const isGiven = ({ name }: INodeProperties) => Object.hasOwn(options, name);
	const isOn = (property: INodeProperties) => {
		const value = options[property.name];
		if (!isGiven(property)) return false;
		if (!isEmpty(value)) return toBoolean(property, value) === 'true';
		throw new InvalidInput(
			`'${property.displayName}' is empty`,
			'An expression may have had no result. Turn it on or off, or remove the option. Nothing was sent.',
		);
	};
	if (!isOn(reuseIdle)) {
		const alone = [reuseOnlyIfTags, reuseFromBandwidthPackage].find(isGiven);
		if (!alone || isGiven(reuseIdle)) return undefined;
		throw new InvalidInput(
			`'${alone.displayName}' is set without '${reuseIdle.displayName}'`,
			"Add '${reuseIdle.displayName}', or remove this option. Nothing was sent.",
		);
	}
	if (ClientToken !== undefined) {
		throw new InvalidInput(
			`'${reuseIdle.displayName}' and '${clientToken.displayName}' cannot be used together`,
			'A token returns what was bought with it. Remove one of the two options. Nothing was sent.',
		);
	}
	return {
		tags: isGiven(reuseOnlyIfTags)
			? readTagRows(reuseOnlyIfTags, options[reuseOnlyIfTags.name])
			: [],
		fromBandwidthPackage: isOn(reuseFromBandwidthPackage),
	};
}

/** An idle Elastic IP that this item has taken. */
export interface Taken {
	elasticIp: ElasticIp;
	/** Whether an earlier try of this item has bound it, or may have. */
	isBoundByUs: boolean;
}

/**
 * Takes an idle Elastic IP that fits: the one that an earlier try took, as long as nobody else has it.
 *
 * @param purchase parameters of AllocateEipAddress
 * @param binding of AssociateEipAddress, where it is to be bound
 * @returns undefined where none can be had, or this item has bought one: then that one counts
 * @throws ApiFailure where they cannot be listed: then nothing is bought; CancelledError
 */
export async function takeIdle(
	context: OperationContext,
	conditions: ReuseConditions,
	purchase: ApiParameters,
	binding?: ApiParameters,
): Promise<Taken | undefined> {
	const { session, idle } = context;
	if (context.hasCreated('AllocateEipAddress')) return undefined;
	const fits = fitting(context, conditions, purchase);
	const kept = idle.kept();
	if (kept) {
		const elasticIp = await readElasticIp(context, kept.allocationId);
		const isBoundByUs = kept.wasBindingSent && isBoundAs(elasticIp, binding);
		if (elasticIp && (isBoundByUs || fits(elasticIp)) && idle.take(kept.allocationId)) {
			return { elasticIp, isBoundByUs };
		}
		idle.end(kept.allocationId, 'lost');
	}
	const found = await listElasticIps(session, filterFor(conditions, purchase), {
		fits: (elasticIp) => fits(elasticIp) && idle.isFree(String(elasticIp.AllocationId)),
	});
	// Any of them: processes that look at the same time mostly take different ones.
	while (found.length > 0) {
		const [elasticIp] = found.splice(randomInt(found.length), 1);
		if (idle.take(String(elasticIp.AllocationId))) return { elasticIp, isBoundByUs: false };
	}
	return undefined;
}

/** Whether an Elastic IP fits now, by Alibaba Cloud's clock. */
function fitting(
	{ session }: OperationContext,
	conditions: ReuseConditions,
	purchase: ApiParameters,
): (elasticIp: ElasticIp) => boolean {
	return (elasticIp) => {
		const now = session.clock.now() + (session.clockLag() ?? 0);
		return fitsPurchase(elasticIp, purchase, conditions, now);
	};
}

/** What the API can filter by. */
function filterFor({ tags: own }: ReuseConditions, purchase: ApiParameters): ApiParameters {
	const names = { IpAddress: 'EipAddress', InstanceId: 'AllocationId' };
	const { InstanceChargeType = 'PostPaid', ISP = 'BGP', ResourceGroupId } = purchase;
	const { PublicIpAddressPoolId } = purchase as Partial<ApiParameters>;
	return {
		...{ Status: 'Available', ServiceManaged: 'false', ChargeType: InstanceChargeType, ISP },
		...(ResourceGroupId !== undefined && { ResourceGroupId }),
		...(PublicIpAddressPoolId !== undefined && { PublicIpAddressPoolId }),
		...Object.fromEntries(
			Object.entries(names).flatMap(([asked, name]) =>
				purchase[asked] ? [[name, purchase[asked]]] : [],
			),
		),
		...Object.fromEntries(
			own.flatMap(({ key, value }, index) => [
				[`Tag.${index + 1}.Key`, key],
				[`Tag.${index + 1}.Value`, value],
			]),
		),
	};
}

function isBoundAs(elasticIp: ElasticIp | undefined, binding: ApiParameters | undefined): boolean {
	const isBound = ['Associating', 'InUse'].includes(String(elasticIp?.Status));
	return isBound && binding !== undefined && elasticIp?.InstanceId === binding.InstanceId;
}

/** What `bindTaken` needs. */
export interface Reusing {
	conditions: ReuseConditions;
	purchase: ApiParameters;
	binding: ApiParameters;
	/** Whether to look at the instance before. */
	isChecked: boolean;
}

/**
 * Binds an idle Elastic IP that was taken. What somebody else has bound, changed or released meanwhile is
 * left alone.
 *
 * @returns undefined when somebody else has it: then another can be taken
 * @throws UnexpectedOutcome when it could not be bound, and is idle as before; CancelledError
 */
export async function bindTaken(
	context: OperationContext,
	steps: Steps,
	taken: Taken,
	reusing: Reusing,
): Promise<ElasticIp | undefined> {
	const { idle } = context;
	const eipId = String(taken.elasticIp.AllocationId);
	const { InstanceId: target } = reusing.binding;
	// Both at once: who waits for one while he holds the other may block others.
	const bound = await outcomeOf(
		context.withLock([target, eipId], async () => await bindInTurn(context, steps, taken, reusing)),
	);
	if ('failure' in bound) {
		idle.end(eipId, 'failed');
		throw bound.failure;
	}
	idle.end(eipId, bound.result ? 'bound' : 'lost');
	return bound.result;
}

async function bindInTurn(
	context: OperationContext,
	steps: Steps,
	{ elasticIp, isBoundByUs }: Taken,
	{ conditions, purchase, binding, isChecked }: Reusing,
): Promise<ElasticIp | undefined> {
	const eipId = String(elasticIp.AllocationId);
	if (!isBoundByUs) {
		const now = await readElasticIp(context, eipId);
		if (!now || !fitting(context, conditions, purchase)(now)) return undefined;
		if (isChecked) await checkTarget(context, binding);
	}
	// That it is bound there already is no success: another execution may have taken the same one.
	const acceptsAlreadySo = isBoundByUs;
	const outcome = await outcomeOf(
		steps.bind({ AllocationId: eipId, ...binding }, { acceptsAlreadySo }),
	);
	if ('result' in outcome) return outcome.result;
	return await lookAfterFailure(context, steps, { elasticIp, binding, failure: outcome.failure });
}

/** Whether the request was sent, has no answer, and may still be on its way. */
function mayArriveLate(failure: unknown): boolean {
	return (
		failure instanceof CancelledError ||
		(failure instanceof ApiFailure && failure.details.isUncertain === true)
	);
}

/**
 * What became of a taken Elastic IP whose binding failed.
 *
 * @returns it when it was bound after all, only late; undefined when somebody else has it
 * @throws UnexpectedOutcome when it is idle as before, or its state is not known; CancelledError
 */
async function lookAfterFailure(
	{ session }: OperationContext,
	steps: Steps,
	{
		elasticIp,
		binding,
		failure,
	}: { elasticIp: ElasticIp; binding: ApiParameters; failure: unknown },
): Promise<ElasticIp | undefined> {
	const { InstanceId: target } = binding;
	const which = nameOf(elasticIp);
	const reason = explain(failure);
	const settled = await outcomeOf(steps.wayBack().settle(String(elasticIp.AllocationId)));
	if ('failure' in settled) {
		throw new UnexpectedOutcome(
			`It is not known whether the idle Elastic IP ${which} was associated with '${target}'`,
			`Its state could not be read. Check it in the console. ${reason} Nothing was bought, and nothing was released.`,
		);
	}
	const now = settled.result;
	// Refused, it is not ours: then somebody else has bound it there.
	if (now?.Status === 'InUse' && now.InstanceId === target && !isRefused(failure)) return now;
	const isIdleAsBefore = now?.Status === 'Available';
	if (isIdleAsBefore && mayArriveLate(failure)) {
		throw new UnexpectedOutcome(
			`The idle Elastic IP ${which} is not associated with '${target}' yet, but may still become so`,
			`${reason} It existed before, so it was not released, and nothing was bought.`,
		);
	}
	if (isIdleAsBefore || failure instanceof CancelledError || session.signal?.aborted) {
		throw new UnexpectedOutcome(
			`The idle Elastic IP ${which} could not be associated with '${target}'`,
			`${reason} It existed before, so it was not released, and nothing was bought.`,
		);
	}
	return undefined;
}
