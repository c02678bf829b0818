import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Page, chromium } from 'playwright-core';
import { REPOSITORY } from '../../support/repository';
import { chromiumPath, pageFolder, screenshotFolder } from '../environment';

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

/** n8n's messages in the corner hide what is below them. */
const WITHOUT_MESSAGES = '.el-notification { display: none !important; }';

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

/**
 * Takes a picture of the page into the folder for screenshots, and keeps the source of the page for the
 * search for secrets.
 */
export async function screenshot(page: Page, name: string): Promise<void> {
	await screenshotOfTyping(page, name);
	writeFileSync(join(pageFolder(), `${name}.html`), await page.content());
}

/** A picture of a form in which somebody has just typed a secret: the source of the page has it too. */
export async function screenshotOfTyping(page: Page, name: string): Promise<void> {
	await page.screenshot({ path: join(screenshotFolder(), `${name}.png`), animations: 'disabled' });
}

/** A test that leaves a screenshot behind when it fails. */
export function scenario(name: string, page: () => Page, run: () => Promise<void>): void {
	test(name, async () => {
		try {
			await run();
		} catch (error) {
			await screenshotOfTyping(page(), `failed-${name.replace(/\W+/g, '-').slice(0, 60)}`);
			throw error;
		}
	});
}

/**
 * A picture for the documents, light and dark, into `.github/images`: only where E2E_IMAGES is set, so that
 * a run of the tests changes no files.
 */
export async function picture(page: Page, name: string): Promise<void> {
	await screenshot(page, name);
	if (!process.env.E2E_IMAGES) return;
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const path = join(REPOSITORY, '.github', 'images', `${name}-${colorScheme}.png`);
		await page.screenshot({ path, animations: 'disabled', style: WITHOUT_MESSAGES });
	}
	await page.emulateMedia({ colorScheme: 'light' });
}
