import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes';
import { withProgress } from './progress';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function onPath(name: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, name))
		.find((file) => {
			try {
				accessSync(file, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

function find(): string | undefined {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen) {
		if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH is ${chosen}, which does not exist.`);
		return chosen;
	}
	return NAMES.map(onPath).find((file) => file !== undefined);
}

/** Only where nobody's machine is changed behind their back: in CI, as root, on Debian or Ubuntu. */
function mayInstall(): boolean {
	return Boolean(process.env.CI) && process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Path of a Chromium or Chrome; installs Debian's in CI. */
export async function ensureChromium(): Promise<string> {
	const found = find();
	if (found) return found;
	if (mayInstall()) {
		await withProgress('Installing Chromium with apt-get', async () => {
			const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
			await run('apt-get', ['update', '-qq'], { cwd: '/', env });
			const packages = ['chromium', 'fonts-liberation', 'fonts-noto-color-emoji'];
			await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
				cwd: '/',
				env,
			});
		});
		const installed = find();
		if (installed) return installed;
	}
	throw new Error(
		'The browser tests need Chromium or Chrome. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH to its binary.',
	);
}
