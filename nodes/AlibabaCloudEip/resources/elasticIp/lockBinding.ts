import { type ElasticIp, notFound, readElasticIp } from '../../api/elasticIp';
import type { OperationContext } from '../Operation';

/** What an operation on a bound Elastic IP knows of it when its turn has come. */
interface Look {
	elasticIp: ElasticIp | undefined;
	/** It is over: nothing will be changed. */
	alreadyDone?: true;
}

function instanceOf({ elasticIp }: Look): string {
	const id = elasticIp?.InstanceId;
	return typeof id === 'string' ? id.trim() : '';
}

/**
 * Runs a task when no other operation is running on an Elastic IP, nor on what it is bound to.
 *
 * What that is has to be read before; it may be another when the turn has come. Then the wait begins
 * again for the other, from the start: who waits for one while he holds the other may block others.
 *
 * @param options.bound what it is bound to, where the user says so; else it is read
 * @param options.more what else is to be locked
 * @param options.look looks at it in its turn: what was seen before counts for nothing
 * @throws NotFound; and what `withLock`, the look and the task throw
 */
export async function withBindingLock<Seen extends Look, Result>(
	context: OperationContext,
	eipId: string,
	{ bound, more = [], look }: { bound?: string; more?: string[]; look: () => Promise<Seen> },
	task: (seen: Seen) => Promise<Result>,
): Promise<Result> {
	let instance = bound ?? (await readInstance(context, eipId));
	for (;;) {
		const locked = [eipId, ...more, instance];
		const outcome = await context.withLock<{ result: Result } | { elsewhere: string }>(
			locked,
			async () => {
				const seen = await look();
				if (seen.elasticIp && !seen.alreadyDone) context.assertFitsName(seen.elasticIp);
				const now = instanceOf(seen);
				return now === '' || locked.includes(now)
					? { result: await task(seen) }
					: { elsewhere: now };
			},
		);
		if ('result' in outcome) return outcome.result;
		instance = outcome.elsewhere;
	}
}

async function readInstance(context: OperationContext, eipId: string): Promise<string> {
	const elasticIp = await readElasticIp(context, eipId);
	if (!elasticIp) throw notFound(context.session.regionId, eipId);
	return instanceOf({ elasticIp });
}
