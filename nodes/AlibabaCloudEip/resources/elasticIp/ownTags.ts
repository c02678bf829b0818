/** The tags that this package itself puts on Elastic IPs. Workflows look for them: their keys stay. */

/**
 * Until when an Elastic IP that was replaced is kept, as `2026-11-28T10:00:00Z`. After that a workflow may
 * release it.
 */
export const RELEASE_AFTER_TAG = 'n8n:release-after';

/**
 * On a new Elastic IP while it replaces another: which one, and where that is bound. Whatever ends in the middle,
 * such as a worker that is killed, can be gone on with by that. It goes when all is done.
 */
export const REPLACES_TAG = 'n8n:replaces';

/** Whether a tag belongs to the one Elastic IP that has it, so that it is not for another one. */
export function isOwnTag(key: string): boolean {
	return key === RELEASE_AFTER_TAG || key === REPLACES_TAG;
}
