import type { ApiParameters, OperationContext } from '../../Operation';
import { type ElasticIp, compareBinding, nameBinding } from '../../../api/elasticIp';
import type { Steps } from '../steps';
import type { Plan } from './plan';
import type { NewElasticIp, Progress } from './progress';

/** Where an Elastic IP is found after something has failed. */
export type Place = 'here' | 'elsewhere' | 'free' | 'gone' | 'unknown';

/** What a replacement works with, and what is known while it goes on. */
export class Replacement {
	/** The new one, once it is known. */
	new: NewElasticIp | undefined;

	/** Whether the new one has ever been seen. */
	wasSeen = false;

	/** The new one, bound. */
	bound: ElasticIp | undefined;

	/** What may have become of the binding of the old one by us. */
	unbinding: 'none' | 'maybe' | 'seen';

	/** When the unbinding was sent, by the monotonic clock. */
	#unboundSince: number | undefined;

	constructor(
		readonly context: OperationContext,
		readonly steps: Steps,
		readonly progress: Progress,
		readonly plan: Plan,
	) {
		this.unbinding = plan.isBound ? 'none' : 'seen';
	}

	/** Whether several Elastic IPs can be bound there, so that the new one can come before the old one goes. */
	get takesSeveral(): boolean {
		const { InstanceType, Mode }: ApiParameters = this.plan.binding;
		return (
			InstanceType === 'Nat' || (InstanceType === 'NetworkInterface' && Mode === 'MULTI_BINDED')
		);
	}

	get newId(): string {
		return this.new?.id ?? '';
	}

	get newName(): string {
		return `'${this.newId}' (${this.new?.address})`;
	}

	get target(): string {
		return nameBinding(this.plan.binding);
	}

	/** Where an Elastic IP is, seen from where the old one is or was. */
	placeOf(elasticIp: ElasticIp | undefined): Place {
		if (!elasticIp) return 'gone';
		if (elasticIp.Status === 'Available') return 'free';
		if (elasticIp.Status !== 'InUse') return 'unknown';
		const { binding } = this.plan;
		const isHere =
			elasticIp.InstanceId === binding.InstanceId && compareBinding(elasticIp, binding) !== 'other';
		return isHere ? 'here' : 'elsewhere';
	}

	/** The unbinding is about to be sent. Its reply may be lost: the next try must know as well where it was. */
	noteUnbinding(): void {
		const { progress } = this;
		const { clock } = this.context.session;
		progress.binding = this.plan.binding;
		progress.unboundAt = clock.now();
		this.#unboundSince = clock.monotonic();
		this.unbinding = 'maybe';
	}

	/** The old one is bound as before, so nothing was unbound. */
	forgetUnbinding(): void {
		const { progress } = this;
		this.unbinding = 'none';
		this.#unboundSince = undefined;
		delete progress.binding;
		delete progress.unboundAt;
	}

	/** The old one is bound again: until now there was no address. */
	noteBoundAgain(): void {
		const { progress } = this;
		progress.unboundFor = (progress.unboundFor ?? 0) + (this.#millisecondsUnbound() ?? 0);
		this.forgetUnbinding();
	}

	/** Null where an execution that was cut off has unbound it. */
	secondsWithoutAddress(): number | null {
		if (this.takesSeveral) return 0;
		const milliseconds = this.#millisecondsUnbound();
		if (milliseconds === undefined) return null;
		return Math.round(milliseconds + (this.progress.unboundFor ?? 0)) / 1000;
	}

	#millisecondsUnbound(): number | undefined {
		const { clock } = this.context.session;
		if (this.#unboundSince !== undefined) return clock.monotonic() - this.#unboundSince;
		const { unboundAt } = this.progress;
		return unboundAt === undefined ? undefined : Math.max(0, clock.now() - unboundAt);
	}
}
