import { readdirSync } from 'node:fs';
import type { Inspector } from './Inspector';

/** One look at n8n's process. */
export interface Sample {
	/** Milliseconds since the workflows began. */
	time: number;
	rss: number;
	heapUsed: number;
	external: number;
	/** Sockets, servers, processes and pipes that are open. */
	handles: number;
	timers: number;
	/** Both, by kind. */
	kinds: Record<string, number>;
	/** Files and sockets; undefined where the system has no /proc. */
	descriptors: number | undefined;
	/** Whether all garbage was collected just before. */
	isCollected: boolean;
}

const BETWEEN_SAMPLES = 10_000;
const MOST_BETWEEN_COLLECTIONS = 60_000;

/** Kinds that are no open handles. */
const PASSING = new Set(['Timeout', 'Immediate']);

function count(kinds: Record<string, number>, isMeant: (kind: string) => boolean): number {
	return Object.entries(kinds).reduce(
		(sum, [kind, found]) => (isMeant(kind) ? sum + found : sum),
		0,
	);
}

/** Looks at a process every ten seconds. */
export class Sampler {
	readonly samples: Sample[] = [];
	private isOver = false;
	private running: Promise<void> | undefined;

	constructor(
		private readonly inspector: Inspector,
		private readonly pid: number,
		private readonly duration: number,
	) {}

	/** @param onSample called with each */
	start(onSample: (sample: Sample) => void): void {
		this.running = this.run(onSample);
	}

	/** @throws Error when the process could not be looked at */
	async stop(): Promise<void> {
		this.isOver = true;
		await this.running;
	}

	private async run(onSample: (sample: Sample) => void): Promise<void> {
		const begin = Date.now();
		const betweenCollections = Math.min(MOST_BETWEEN_COLLECTIONS, this.duration / 18);
		let collected = -Infinity;
		for (let next = begin; !this.isOver; next += BETWEEN_SAMPLES) {
			await until(() => this.isOver, next);
			if (this.isOver) return;
			const isCollected = Date.now() - collected >= betweenCollections;
			if (isCollected) {
				await this.inspector.collectGarbage();
				collected = Date.now();
			}
			const { rss, heapUsed, external, handles } = await this.inspector.vitals();
			const sample = {
				time: Date.now() - begin,
				...{ rss, heapUsed, external, isCollected },
				handles: count(handles, (kind) => !PASSING.has(kind)),
				timers: count(handles, (kind) => kind === 'Timeout'),
				kinds: handles,
				descriptors: this.countDescriptors(),
			};
			this.samples.push(sample);
			onSample(sample);
		}
	}

	private countDescriptors(): number | undefined {
		try {
			return readdirSync(`/proc/${this.pid}/fd`).length;
		} catch {
			return undefined;
		}
	}
}

/** Waits until a time, or shorter. */
async function until(isOver: () => boolean, time: number): Promise<void> {
	while (!isOver() && Date.now() < time) {
		await new Promise((resolve) => setTimeout(resolve, Math.min(500, time - Date.now())));
	}
}
