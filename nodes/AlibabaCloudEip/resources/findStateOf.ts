import { stateAfterRefusal, readElasticIp } from '../api/elasticIp';
import type { StateNow } from '../api/client/repeatedCall';
import type { OperationContext } from './Operation';

/** What a call needs of the item that makes it. */
export type Caller = Pick<OperationContext, 'session' | 'isNew'>;

/**
 * For the `findState` of a call that was refused: looks whether the Elastic IPs are in a state in which it
 * can be made. All at once: one after the other, those that do not show would add up.
 */
export function findStateOf(
	caller: Caller,
	allocationIds: string[],
	fitting: Array<'Available' | 'InUse'>,
): () => Promise<StateNow> {
	return async () => {
		const found = await Promise.all(
			allocationIds.map(async (id) => await readElasticIp(caller, id)),
		);
		return stateAfterRefusal(
			found.map((elasticIp) => elasticIp?.Status),
			fitting,
		);
	};
}
