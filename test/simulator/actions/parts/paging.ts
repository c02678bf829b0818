import { ApiError, invalid } from '../../wire/apiError';
import type { ReplyObject } from '../../wire/json';
import { integer } from './parameters';

/** PageNumber and PageSize with the greatest size of the action. */
export const pageParameters = (max: number) => ({
	PageNumber: integer({ min: 1 }),
	PageSize: integer({ min: 1, max }),
});

interface Page<T> {
	readonly items: readonly T[];
	readonly counts: { PageNumber: number; PageSize: number; TotalCount: number };
}

/** Cuts one page out of a list. A page behind the end is empty, with the true TotalCount. */
export function page<T>(
	all: readonly T[],
	parameters: { readonly PageNumber?: number; readonly PageSize?: number },
	defaultSize = 10,
): Page<T> {
	const { PageNumber = 1, PageSize = defaultSize } = parameters;
	return {
		items: all.slice((PageNumber - 1) * PageSize, PageNumber * PageSize),
		counts: { PageNumber, PageSize, TotalCount: all.length },
	};
}

/** MaxResults as ECS reads it: below 10 it is 10, above the greatest size it is that. */
export function tokenSize(wanted: number | undefined, max: number): number {
	return Math.min(Math.max(wanted ?? 0, 10), max);
}

/** The NextToken before an item: opaque for clients, checked when it comes back. */
function tokenOf(key: string): string {
	return Buffer.from(`simulator:${key}`, 'utf8').toString('base64url');
}

/**
 * Cuts what follows a NextToken out of a list that is sorted by `keyOf`. The token names the last
 * item handed out, so that items that come or go between two calls shift nothing.
 */
export function tokenPage<T>(
	all: readonly T[],
	keyOf: (item: T) => string,
	size: number,
	token: string | undefined,
): { items: readonly T[]; next: ReplyObject } {
	const sorted = [...all].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
	let rest = sorted;
	if (token) {
		const plain = Buffer.from(token, 'base64url').toString('utf8');
		if (!plain.startsWith('simulator:')) throw invalid('NextToken');
		const after = plain.slice('simulator:'.length);
		rest = sorted.filter((item) => keyOf(item) > after);
	}
	const items = rest.slice(0, size);
	return {
		items,
		next: { NextToken: rest.length > size ? tokenOf(keyOf(items[items.length - 1])) : '' },
	};
}

/** Ends a DryRun: the check went well, which the API reports as an error. */
export function refuseDryRun(dryRun: boolean | undefined): void {
	if (dryRun) throw new ApiError('DryRunOperation');
}
