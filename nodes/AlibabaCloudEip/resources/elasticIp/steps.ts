import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters, OperationContext } from '../../description/Operation';
import { randomUUID } from 'node:crypto';
import { describeById, type ElasticIp, isPassingState } from '../../transport/elasticIp';
import { untilBound, untilReleased, untilSettled, untilUnbound } from '../../transport/judges';
import { callAssociate, callRelease, callUnassociate } from './calls';

/** The steps of operations that make several calls, each with its wait. */

/** Either what came out or what was thrown. The lint rules of n8n forbid to throw on what was caught. */
export type Outcome<Result> = { result: Result } | { failure: unknown };

export async function outcomeOf<Result>(task: Promise<Result>): Promise<Outcome<Result>> {
	return await task.then(
		(result) => ({ result }),
		(failure: unknown) => ({ failure }),
	);
}

/** Does the steps and notes what was done when. */
export class Steps {
	/** `{ action, startedAt, durationMs, requestId }` for each step that was finished. */
	readonly done: IDataObject[] = [];

	constructor(private readonly context: OperationContext) {}

	/** @param task hands back the reply of the call, and what the step results in */
	async run<Result>(
		action: string,
		task: () => Promise<{ reply: IDataObject; result: Result }>,
	): Promise<Result> {
		const { clock } = this.context.session;
		const start = clock.now();
		const { reply, result } = await task();
		this.done.push({
			action,
			startedAt: new Date(start).toISOString(),
			durationMs: clock.now() - start,
			requestId: reply.RequestId ?? null,
		});
		return result;
	}

	/** Binds and waits. @param binding parameters of AssociateEipAddress */
	async bind(binding: ApiParameters): Promise<ElasticIp> {
		const { session, waitFor } = this.context;
		const { AllocationId: eipId, InstanceId: target } = binding;
		return await this.run('AssociateEipAddress', async () => {
			const reply = await callAssociate(session, withToken(binding));
			const result = (await waitFor(eipId, untilBound(eipId, target))) ?? {};
			return { reply, result };
		});
	}

	/**
	 * Unbinds and waits.
	 * @param binding parameters of UnassociateEipAddress
	 * @param onAccepted called when there is no way back but to bind again
	 */
	async unbind(binding: ApiParameters, onAccepted: () => void): Promise<void> {
		const { session, waitFor } = this.context;
		const eipId = binding.AllocationId;
		await this.run('UnassociateEipAddress', async () => {
			const reply = await callUnassociate(session, withToken(binding));
			onAccepted();
			return { reply, result: await waitFor(eipId, untilUnbound(eipId)) };
		});
	}

	/** Releases and waits. */
	async release(eipId: string): Promise<void> {
		const { session, waitFor } = this.context;
		await this.run('ReleaseEipAddress', async () => {
			const reply = await callRelease(session, { AllocationId: eipId });
			return { reply, result: await waitFor(eipId, untilReleased(eipId)) };
		});
	}

	/** Reads the Elastic IP; waits first while it is being bound or unbound. */
	async settle(eipId: string): Promise<ElasticIp | undefined> {
		const elasticIp = await describeById(this.context.session, eipId);
		if (!isPassingState(elasticIp?.Status)) return elasticIp;
		return await this.context.waitFor(eipId, untilSettled(eipId));
	}
}

/**
 * A token of its own for each step: the same for all attempts of the step, another one when n8n
 * runs the item again. What a former run did may have been undone since, and with the old token
 * the step would then be answered without being done. Its state keeps it from being done twice.
 */
function withToken(parameters: ApiParameters): ApiParameters {
	return { ...parameters, ClientToken: randomUUID() };
}

const BINDING = [
	'InstanceId',
	'InstanceType',
	'InstanceRegionId',
	'Mode',
	'PrivateIpAddress',
	'VpcId',
];

/** Splits what AssociateEipAddress takes from the rest. */
export function splitBinding(parameters: ApiParameters): {
	binding: ApiParameters;
	rest: ApiParameters;
} {
	const entries = Object.entries(parameters);
	return {
		binding: Object.fromEntries(entries.filter(([name]) => BINDING.includes(name))),
		rest: Object.fromEntries(entries.filter(([name]) => !BINDING.includes(name))),
	};
}
