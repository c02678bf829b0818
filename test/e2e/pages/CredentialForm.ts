import type { Locator, Page } from 'playwright-core';
import { expressionIsStored } from './expressionIsStored';

/** The form of a credential. */
export class CredentialForm {
	constructor(readonly page: Page) {}

	private get dialog(): Locator {
		return this.page.locator('[data-test-id="editCredential-modal"]');
	}

	private field(name: string): Locator {
		return this.dialog.locator(`[data-test-id="${name}"]`).first();
	}

	/** The names of the fields, as the form shows them. */
	async labels(): Promise<string[]> {
		await this.field('accessKeyId').waitFor();
		const labels = this.dialog.locator('[data-test-id="credential-connection-parameter"] label');
		// Below the name stand the choices between a fixed value and an expression.
		return (await labels.allInnerTexts()).map((text) =>
			text.split('\n')[0].replace('*', '').trim(),
		);
	}

	async fill(name: string, value: string): Promise<void> {
		await this.field(name).locator('input').first().fill(value);
	}

	/** Turns a switch on. */
	async turnOn(name: string): Promise<void> {
		await this.field(name).locator('.el-switch').click();
	}

	async choose(name: string, option: string): Promise<void> {
		await this.field(name).locator('input').first().click();
		await this.page
			.locator('.el-select-dropdown__item:visible')
			.filter({ has: this.page.getByText(option, { exact: true }) })
			.click();
	}

	/** The text of a field that is an expression. */
	expression(name: string): Locator {
		return this.field(name).locator('.cm-content');
	}

	/** Makes a field an expression without braces, which gives what it says. */
	async giveExpression(name: string, expression: string): Promise<void> {
		// The choice shows itself only while the mouse is there.
		await this.field(name).hover();
		await this.field(name).locator('[data-test-id="radio-button-expression"]').click();
		await this.expression(name).fill(expression);
		await expressionIsStored(this.page, name, expression);
	}

	/** Saves, whereupon n8n tests the credential, and closes the form if it works. */
	async save(): Promise<void> {
		await this.dialog.locator('[data-test-id="credential-save-button"]').click();
	}

	/** Saves changes of a credential that was there before, which leaves the form open, and closes it. */
	async saveChanges(): Promise<void> {
		await this.save();
		await this.dialog.getByText('Saved', { exact: true }).waitFor();
		await this.success.waitFor();
		await this.close();
	}

	/** What n8n says to a credential that works. */
	get success(): Locator {
		return this.dialog.locator('[data-test-id="credentials-config-container-test-success"]');
	}

	/** What n8n says to one that does not. */
	async failure(): Promise<string> {
		const banner = this.dialog.locator('.el-tag--danger').filter({ hasText: /connect/ });
		await banner.getByText('More details').click();
		return (await banner.innerText()).trim();
	}

	async close(): Promise<void> {
		await this.dialog.locator('button[aria-label="Close"], .el-dialog__close').first().click();
		await this.whenClosed();
	}

	async whenClosed(): Promise<void> {
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
