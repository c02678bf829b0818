import { ApiFailure } from '../errors/ApiFailure';
import { readElasticIps } from '../transport/elasticIp';
import type { Session } from '../transport/session';
import type { Environment } from './environment';

/** There was no time left to go on. */
export class OutOfTime extends ApiFailure {
	constructor() {
		super({
			message:
				'There was not enough time to read all Elastic IPs. Poll less often, or watch fewer regions with one trigger',
			reached: 'not sent',
		});
		this.name = 'OutOfTime';
	}
}

/**
 * A session for a poll: it ends in time, and takes a list only if it is one. A reply without a list
 * would otherwise look like a region in which everything was released.
 */
export function openWatchfulSession(
	{ openSession, clock, deadline }: Environment,
	regionId: string,
): Session {
	const session = openSession(regionId, Math.max(1, deadline - clock.now()));
	return {
		...session,
		async call(action, parameters, looks) {
			if (clock.now() >= deadline) throw new OutOfTime();
			const reply = await session.call(action, parameters, looks);
			if (action === 'DescribeEipAddresses') {
				const count = Number(reply.TotalCount ?? NaN);
				const entries = readElasticIps(reply);
				const isAskedById = 'AllocationId' in parameters;
				const isList =
					Number.isInteger(count) &&
					entries.every(
						({ AllocationId }) => typeof AllocationId === 'string' && AllocationId !== '',
					) &&
					(isAskedById ? entries.length === count : count >= 0);
				if (!isList) {
					throw new ApiFailure({
						message: 'The reply is not a complete list of Elastic IPs',
						requestId: typeof reply.RequestId === 'string' ? reply.RequestId : undefined,
						reached: 'unknown',
					});
				}
			}
			return reply;
		},
	};
}
