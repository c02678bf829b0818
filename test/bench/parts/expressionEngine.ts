import { Expression } from 'n8n-workflow';

/** Runs a task with n8n's default expression engine, as n8n starts it. */
export async function withVmEngine<Result>(task: () => Promise<Result>): Promise<Result> {
	await Expression.initExpressionEngine({
		engine: 'vm',
		bridgeTimeout: 5_000,
		bridgeMemoryLimit: 128,
		poolSize: 1,
		maxCodeCacheSize: 1_000,
	});
	try {
		return await task();
	} finally {
		await Expression.disposeExpressionEngine();
	}
}
