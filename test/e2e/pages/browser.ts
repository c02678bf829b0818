import { join } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';
import { chromiumPath, screenshotFolder } from '../environment';

/** Works in containers and sends nothing to anyone. */
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** Opens a browser window as large as a small laptop's. */
export async function openBrowser(): Promise<{ browser: Browser; page: Page }> {
	const browser = await chromium.launch({
		executablePath: chromiumPath(),
		headless: true,
		args: FLAGS,
	});
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
	context.setDefaultTimeout(20_000);
	return { browser, page: await context.newPage() };
}

/** Takes a picture of the page into the folder for screenshots. */
export async function screenshot(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: join(screenshotFolder(), `${name}.png`), animations: 'disabled' });
}
