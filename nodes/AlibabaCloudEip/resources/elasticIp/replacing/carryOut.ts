import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../../../api/elasticIp';
import { outcomeOf } from '../steps';
import type { Replacement } from './Replacement';
import { exchange } from './exchange';
import { finish } from './finish';
import { takeBack } from './takeBack';

/**
 * Takes the steps: buys, unbinds the old one, binds the new one, and gives the old one back or keeps it. What
 * fails before the new one is bound is taken back; after that it is gone on with.
 *
 * @returns the new one, bound, and what became of the old one
 * @throws what was cut off, in words
 */
export async function carryOut(
	replacement: Replacement,
): Promise<{ elasticIp: ElasticIp; more: IDataObject }> {
	const exchanged = await outcomeOf(exchange(replacement));
	if ('failure' in exchanged) await takeBack(replacement, exchanged.failure);
	const { progress, plan } = replacement;
	const seconds = (progress.seconds ??= replacement.secondsWithoutAddress());
	const releaseAfter = await finish(replacement);
	return {
		elasticIp: replacement.bound ?? {},
		more: {
			previousAllocationId: plan.oldId,
			...progress.old,
			previousReleased: plan.afterwards === 'release',
			...(releaseAfter !== undefined && { previousReleaseAfter: releaseAfter }),
			secondsWithoutAddress: seconds,
		},
	};
}
