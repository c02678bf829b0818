import type { Locator, Page } from 'playwright-core';

/** The list of a workflow's executions, and the one that is shown beside it. */
export class Executions {
	constructor(readonly page: Page) {}

	/** Opens the tab of the workflow that is on the page. */
	async open(): Promise<void> {
		await this.page.locator('[data-test-id="radio-button-executions"]').click();
		await this.list.waitFor();
	}

	private get list(): Locator {
		return this.page.locator('[data-test-id="executions-sidebar"]');
	}

	/** The entries of executions that have succeeded, newest first. They come while one looks. */
	get succeeded(): Locator {
		return this.list.locator('[data-test-execution-status="success"]');
	}

	/** Opens an entry and waits until its nodes are drawn. */
	async show(entry: Locator): Promise<void> {
		await entry.click();
		const preview = this.page.locator('[data-test-id="execution-preview-host"]');
		await preview.locator('[data-test-id="canvas-node-status-success"]').first().waitFor();
	}
}
