import type { Worker } from './Worker';

/** How many of these executions each worker has begun, in words. */
export function perWorker(workers: Worker[], executions: string[]): string {
	return workers
		.map((worker) => {
			const count = worker.started().filter((id) => executions.includes(id)).length;
			return `${worker.name} ran ${count}`;
		})
		.join(', ');
}
