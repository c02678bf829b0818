/** The newest n8n of which every dependency can be had. */
export const N8N_VERSION = '2.41.1';

/** Every n8n on which the package is tried: the newest, the last one of Node.js 20, the oldest. */
export const TRIED_VERSIONS = [N8N_VERSION, '2.8.4', '1.123.81'] as const;

/** Whether this version of n8n came before that of `<major>.<minor>`. */
export function isBefore(version: string, major: number, minor: number): boolean {
	const [ownMajor, ownMinor] = version.split('.').map(Number);
	return ownMajor < major || (ownMajor === major && ownMinor < minor);
}
