import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters, OperationContext } from '../../Operation';
import { CancelledError } from '../../../api/client/clock';
import { type ElasticIp, readElasticIp } from '../../../api/elasticIp';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import { explain } from '../../../errors/explain';
import { findTags } from '../../../output/simplifyElasticIp';
import { refusalOf } from '../guards/lookBefore';
import { RELEASE_AFTER_TAG, REPLACES_TAG } from '../ownTags';
import { type Steps, outcomeOf } from '../steps';
import type { Replacement } from './Replacement';

/**
 * The new one is bound. What is left is done also after a cancel, and when the time is over: else both
 * would be paid for.
 *
 * @returns until when the old one is kept
 * @throws UnexpectedOutcome naming both
 */
export async function finish(replacement: Replacement): Promise<string | undefined> {
	const { context, steps, plan, newName, target } = replacement;
	const { deadline, signal } = context.session;
	const isOver = () => signal?.aborted === true || deadline.rest <= 0;
	let outcome = isOver() ? undefined : await outcomeOf(end(replacement, context, steps));
	const isCutOff =
		outcome === undefined ||
		('failure' in outcome && (outcome.failure instanceof CancelledError || isOver()));
	if (isCutOff) outcome = await outcomeOf(end(replacement, ...steps.inSpiteOfEnd()));
	if (outcome === undefined || 'result' in outcome) return outcome?.result;
	throw new UnexpectedOutcome(
		`The Elastic IP '${plan.oldId}' was replaced with ${newName} at ${target}, but the rest was not completed`,
		`${explain(outcome.failure)} '${plan.oldId}' may still exist and cost money. Run the node again to continue: nothing is bought again.`,
	);
}

/** Releases or keeps the old one, and takes the mark off the new one. */
async function end(
	replacement: Replacement,
	context: OperationContext,
	steps: Steps,
): Promise<string | undefined> {
	const { oldId, afterwards, conditions, keepHours } = replacement.plan;
	let releaseAfter: string | undefined;
	if (afterwards === 'release') {
		const now = await readOld(steps, oldId);
		if (now) {
			const refusal = refusalOf('release', now, conditions, context.session.clock.now());
			if (refusal) throw new UnexpectedOutcome(refusal.message, refusal.advice);
			await steps.release(oldId);
		}
	}
	if (afterwards === 'keepForHours') {
		const time = timeIn(keepHours, context);
		const tag = { 'Tag.1.Key': RELEASE_AFTER_TAG, 'Tag.1.Value': time };
		const parameters = { 'ResourceId.1': oldId, ...tag };
		const isSet = (tags: IDataObject) => tags[RELEASE_AFTER_TAG] === time;
		await setTags(context, steps, { action: 'TagResources', parameters, isSet });
		releaseAfter = time;
	}
	const { bound = {}, newId } = replacement;
	if (isMarked(bound)) {
		const parameters = { 'ResourceId.1': newId, 'TagKey.1': REPLACES_TAG };
		const isSet = (tags: IDataObject) => !(REPLACES_TAG in tags);
		await setTags(context, steps, { action: 'UnTagResources', parameters, isSet });
		replacement.bound = withoutMark(bound);
	}
	return releaseAfter;
}

/** The old one as it is now; undefined when it is gone. */
async function readOld(steps: Steps, oldId: string): Promise<ElasticIp | undefined> {
	const now = await steps.read(oldId);
	// Whoever releases it: that is what is wanted.
	if (now?.Status === 'Releasing') {
		await steps.waitUntilReleased(oldId);
		return undefined;
	}
	return now;
}

/** Adds or removes a tag. @param isSet whether the tags of the Elastic IP are as they are to be */
async function setTags(
	context: OperationContext,
	steps: Steps,
	{
		action,
		parameters,
		isSet,
	}: {
		action: 'TagResources' | 'UnTagResources';
		parameters: ApiParameters;
		isSet: (tags: IDataObject) => boolean;
	},
): Promise<void> {
	const allocationId = parameters['ResourceId.1'];
	const isApplied = async () => {
		const tags = findTags((await readElasticIp(context, allocationId)) ?? {});
		return tags !== null && isSet(tags);
	};
	await steps.run(action, async () => {
		const call = { ResourceType: 'EIP', ...parameters };
		const reply = await context.session.call(action, call, { isApplied });
		return { reply, result: undefined, about: { allocationId } };
	});
}

/** So many hours from now, in seconds. */
function timeIn(hours: number, { session: { clock } }: OperationContext): string {
	const time = new Date(clock.now() + hours * 3_600_000);
	return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

function isMarked({ Tags }: ElasticIp): boolean {
	return JSON.stringify(Tags ?? '').includes(`"${REPLACES_TAG}"`);
}

/** As it is without the tag, which was just taken off it. */
function withoutMark(elasticIp: ElasticIp): ElasticIp {
	const list = (elasticIp.Tags as { Tag?: IDataObject[] } | undefined)?.Tag ?? [];
	return { ...elasticIp, Tags: { Tag: list.filter(({ Key }) => Key !== REPLACES_TAG) } };
}
