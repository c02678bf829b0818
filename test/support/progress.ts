/** Says what is being done, and every so often that it still is: long steps must not look like a hang. */
export async function withProgress<T>(what: string, task: () => Promise<T>): Promise<T> {
	const begin = Date.now();
	const seconds = () => Math.round((Date.now() - begin) / 1000);
	console.log(`${what} …`);
	const timer = setInterval(() => console.log(`  … still at it after ${seconds()} s`), 30_000);
	try {
		const result = await task();
		if (seconds() >= 5) console.log(`  done in ${seconds()} s`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
