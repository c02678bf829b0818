import type { Page } from 'playwright-core';

/**
 * n8n keeps what is typed into an expression back for a moment. Below the field it shows what the expression
 * that it has stored gives.
 */
export async function expressionIsStored(
	page: Page,
	parameter: string,
	value: string,
): Promise<void> {
	await page
		.locator(`[data-test-id="parameter-expression-preview-${parameter}"]`)
		.getByText(value, { exact: true })
		.waitFor();
}
