/** Carries out the steps of a check one after the other, and counts. */
export class Steps {
	private passed = 0;
	private failed = 0;

	/** Carries out a step and says how it went. A step that fails does not keep the next from running. */
	async run(what: string, task: () => Promise<string | void>): Promise<void> {
		const begin = Date.now();
		const seconds = () => `${((Date.now() - begin) / 1000).toFixed(1)} s`;
		try {
			const more = await task();
			this.passed++;
			console.log(`  ✓ ${what}${more ? `: ${more}` : ''} (${seconds()})`);
		} catch (error) {
			this.fail(`${what} (${seconds()})`, error);
		}
	}

	/** Counts something that went wrong. */
	fail(what: string, error: unknown): void {
		this.failed++;
		console.log(`  ✗ ${what}\n${error instanceof Error ? error.stack : String(error)}`);
	}

	/** Says how many went well, and sets the exit code. */
	report(): void {
		console.log(`${this.passed} passed, ${this.failed} failed`);
		if (this.failed > 0 || this.passed === 0) process.exitCode = 1;
	}
}
