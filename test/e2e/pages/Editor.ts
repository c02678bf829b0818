import type { Locator, Page } from 'playwright-core';
import { OWNER } from '../../support/owner';
import { n8nUrl } from '../environment';

/** n8n's editor: signing in, the canvas and the panel from which nodes are added. */
export class Editor {
	/** @param n8n its address; default the one that all tests share */
	constructor(
		readonly page: Page,
		private readonly n8n = n8nUrl(),
	) {}

	private at(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.n8n}/signin`);
		await this.page.locator('input[autocomplete="email"]').fill(OWNER.email);
		await this.page.locator('input[type="password"]').fill(OWNER.password);
		await this.at('form-submit-button').click();
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.n8n}/workflow/${id}`);
		await this.at('canvas-node').first().waitFor();
	}

	/** An empty workflow with the trigger that a click starts. */
	async newManualWorkflow(): Promise<void> {
		await this.newTriggerWorkflow('manual');
		await this.pick('Trigger manually');
		await this.at('canvas-trigger-node').waitFor();
	}

	/** An empty workflow, with the panel open that offers triggers. */
	async newTriggerWorkflow(text: string): Promise<void> {
		await this.page.goto(`${this.n8n}/workflow/new`);
		await this.at('canvas-add-button').click();
		await this.search(text);
	}

	/** Makes the workflow active. */
	async publish(): Promise<void> {
		await this.at('workflow-open-publish-modal-button').click();
		await this.at('workflow-publish-button').click();
		await this.at('workflow-publish-button').waitFor({ state: 'hidden' });
		// n8n explains what follows.
		await this.page.getByRole('button', { name: 'Got it' }).click();
	}

	/** Opens the panel and looks for a node. */
	async searchNode(text: string): Promise<void> {
		await this.at('node-creator-plus-button').click();
		await this.search(text);
	}

	private async search(text: string): Promise<void> {
		await this.at('node-creator-search-bar').fill(text);
	}

	/** An entry of the panel, by its whole name in any case: n8n writes some words of it small. */
	result(name: string): Locator {
		const hasText = new RegExp(`^\\s*${name.replace(/[^\w\s]/g, '\\$&')}\\s*$`, 'i');
		return this.at('node-creator-item-name').filter({ hasText }).first();
	}

	/**
	 * Clicks on an entry of the panel. Once more if need be: the panel redraws its list while one types,
	 * and a click on an entry of the old list is lost.
	 */
	async pick(name: string): Promise<void> {
		await this.result(name)
			.click({ timeout: 5_000 })
			.catch(async () => await this.result(name).click());
	}

	/** The texts of all entries of the panel. */
	async results(): Promise<string[]> {
		return (await this.at('node-creator-item-name').allInnerTexts()).map((text) => text.trim());
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.at('ndv').waitFor();
	}

	/** Clicks "Execute workflow". */
	async execute(): Promise<void> {
		await this.at('execute-workflow-button').click();
	}

	/** The mark that a node has run without failing. */
	successOf(name: string): Locator {
		return this.node(name).locator('[data-test-id="canvas-node-status-success"]');
	}
}
