import { existsSync } from 'node:fs';
import { installPackages, mayInstallPackages, onPath } from './debianPackages';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function find(): string | undefined {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen) {
		if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, which does not exist.`);
		return chosen;
	}
	return NAMES.map(onPath).find((file) => file !== undefined);
}

/** Path of a Chromium or Chrome; installs Debian's in CI. */
export async function ensureChromium(): Promise<string> {
	const found = find();
	if (found) return found;
	if (mayInstallPackages()) {
		await installPackages('Chromium', ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji']);
		const installed = find();
		if (installed) return installed;
	}
	throw new Error(
		'The browser tests need Chromium or Chrome. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to its binary.',
	);
}
