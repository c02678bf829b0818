import { ApiError } from '../../wire/apiError';
import type { World } from '../../state/world';
import type { Context } from './defineAction';

/** Pages up to this one may be asked for in any order. */
const SHALLOW = 10;

const lastPages = new WeakMap<World, Map<string, number>>();

/**
 * With `settings.deepPageSkip`: refuses a page beyond the 10th that is not the one after the page
 * asked for last. Documents name the code and ask for sequential reading; the limit of 10 is ours.
 */
export function refuseDeepPage(context: Context, pageNumber: number): void {
	if (!context.settings.deepPageSkip) return;
	const pages = lastPages.get(context.world) ?? new Map<string, number>();
	lastPages.set(context.world, pages);
	const key = `${context.accountId}/${context.regionId}`;
	const last = pages.get(key) ?? 0;
	if (pageNumber > SHALLOW && pageNumber > last + 1) throw new ApiError('Throttling.DeepPageSkip');
	pages.set(key, pageNumber);
}
