import type { Locator, Page } from 'playwright-core';
import { CredentialForm } from './CredentialForm';
import { expressionIsStored } from './expressionIsStored';

/** A node's details: its form in the middle, its output on the right. */
export class NodeForm {
	constructor(readonly page: Page) {}

	private at(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	/** The field of a parameter. */
	parameter(name: string): Locator {
		return this.at(`parameter-input-${name}`).first();
	}

	/** The names of all fields below that of the credential, as the form shows them. The tab "Settings" is hidden. */
	async labels(): Promise<string[]> {
		const labels = this.at('node-parameters').locator('[data-test-id="input-label"]:visible');
		const names = (await labels.allInnerTexts()).map((text) => text.split('\n')[0].trim());
		return names.filter((name) => name !== '');
	}

	async waitUntilOpen(): Promise<void> {
		await this.at('node-parameters').waitFor();
	}

	async close(): Promise<void> {
		await this.at('ndv-close-button').click();
		await this.at('ndv').waitFor({ state: 'hidden' });
	}

	/** Opens the form of a new credential where there is none yet. */
	async createFirstCredential(): Promise<CredentialForm> {
		await this.at('node-credentials-empty-state').locator('button').click();
		return new CredentialForm(this.page);
	}

	/** Opens the form of the chosen credential. */
	async editCredential(): Promise<CredentialForm> {
		await this.at('credential-edit-button').click();
		return new CredentialForm(this.page);
	}

	async chooseCredential(id: string): Promise<void> {
		await this.at('node-credentials-select').first().click();
		await this.at(`node-credentials-select-item-${id}`).click();
	}

	/** Chooses an entry of a parameter with fixed options. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).click();
		await this.visibleOption(option).click();
	}

	private visibleOption(name: string): Locator {
		return this.page.locator('.el-select-dropdown__item:visible').filter({
			has: this.page.getByText(name, { exact: true }),
		});
	}

	/** Opens the list of a resource locator. @returns its entries */
	async openList(parameter: string): Promise<Locator> {
		await this.at(`resource-locator-${parameter}`).locator('[data-test-id="rlc-input"]').click();
		const entries = this.page.locator('[data-test-id="rlc-item"]:visible');
		await entries.first().waitFor();
		return entries;
	}

	/** Opens the list of a resource locator and picks the entry with this text. */
	async pickFromList(parameter: string, text: string): Promise<void> {
		const entries = await this.openList(parameter);
		await entries.filter({ hasText: text }).first().click();
	}

	/** Searches in the list of a resource locator. @returns what is found, once the list shows nothing else */
	async searchInList(parameter: string, text: string): Promise<Locator> {
		const entries = await this.openList(parameter);
		await this.page.locator('[data-test-id="rlc-search"]:visible').fill(text);
		await entries.filter({ hasNotText: text }).first().waitFor({ state: 'hidden' });
		await entries.first().waitFor();
		return entries;
	}

	/** Chooses how a resource locator names its resource. */
	async chooseMode(parameter: string, mode: string): Promise<void> {
		await this.at(`resource-locator-${parameter}`)
			.locator('[data-test-id="rlc-mode-selector"]')
			.click();
		await this.visibleOption(mode).click();
	}

	/** Runs the nodes before this one, so that the form knows what its expressions give. */
	async executePrevious(): Promise<void> {
		await this.at('execute-previous-node').click();
		await this.at('ndv-input-panel').getByText('1 item').first().waitFor();
	}

	/**
	 * Makes an expression of a resource locator that is not a list. Typing `=` does that, as n8n teaches.
	 *
	 * @param value what the expression gives
	 */
	async giveExpression(parameter: string, expression: string, value: string): Promise<void> {
		const field = this.at(`resource-locator-${parameter}`);
		await field.locator('[data-test-id="rlc-input"]').fill('=');
		await field.locator('.cm-content').fill(expression);
		await expressionIsStored(this.page, parameter, value);
	}

	/** Adds a field to the first collection of the form. */
	async addOption(name: string): Promise<void> {
		await this.at('collection-parameter-add').first().click();
		await this.visibleOption(name).click();
	}

	async fill(parameter: string, value: string): Promise<void> {
		await this.parameter(parameter).locator('input').first().fill(value);
	}

	async fillTime(parameter: string, value: string): Promise<void> {
		await this.fill(parameter, value);
		await this.page.keyboard.press('Enter');
	}

	/** Runs the node alone. */
	async execute(): Promise<void> {
		await this.at('node-execute-button').click();
	}

	/** Waits until the node does not run any more. */
	async whenDone(): Promise<void> {
		await this.at('ndv-executing').waitFor({ state: 'hidden' });
	}

	get output(): Locator {
		return this.at('output-panel');
	}

	async showOutputAs(form: 'table' | 'json' | 'schema'): Promise<void> {
		await this.output.locator(`[data-test-id="radio-button-${form}"]`).click();
	}
}
