import type { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { isOpen, paidFor } from './creations';
import type { Creation, ItemMemory } from './executionMemory';
import type { StartedItem } from './itemStart';

/**
 * Errors name what was bought: n8n shows nothing of the items that went well when one of the others
 * stops the node.
 */

type ItemError = NodeApiError | NodeOperationError;

/** For an item that goes on: n8n keeps nothing but the message (normalizeNodeErrors, n8n-core 2.41). */
export function nameOwnPurchases(started: StartedItem, error: ItemError): void {
	const purchases = purchasesOf(started, describe(error), { others: false });
	error.message = [error.message, purchases].filter(Boolean).join('. ');
}

/**
 * For an item that stops the node: n8n waits for all items before it looks at the errors. So the error
 * of an item may learn later what the others have bought, and nothing has to wait for anything here.
 */
export function nameAllPurchasesAfterwards(started: StartedItem, error: ItemError): void {
	const description = error.description ?? '';
	const text = describe(error);
	started.runTry.afterwards.push(() => {
		const purchases = purchasesOf(started, text, { others: true });
		error.description = [description, purchases].filter(Boolean).join(' ');
	});
}

function describe({ message, description }: ItemError): string {
	return `${message} ${description ?? ''}`;
}

/**
 * Sentences that name what items of the run have bought and not given back, or may have bought, in every
 * try, or an empty text.
 *
 * @param text what the message says already; what stands there is not repeated
 * @param others whether what other items have bought is named too
 */
function purchasesOf(
	{ run: { items }, position }: StartedItem,
	text: string,
	{ others }: { others: boolean },
): string {
	const own = [...items].filter(([other]) => other === position);
	const rest = [...items].filter(([other]) => others && other !== position);
	const name = (entries: Array<[string, ItemMemory]>, read: (one: Creation) => string[]) =>
		entries
			.flatMap(([, { creations }]) => creations)
			.flatMap(read)
			.join(', ');
	const bought = (creation: Creation) => {
		const paid = paidFor(creation);
		return paid && !text.includes(paid.id) ? [paid.label] : [];
	};
	const open = (creation: Creation) => {
		const { ClientToken: token } = creation.parameters;
		return isOpen(creation) && !text.includes(token) ? [`ClientToken '${token}'`] : [];
	};
	const sentences: Array<[string, string]> = [
		['Bought by this item', name(own, bought)],
		['Bought by other items of this run', name(rest, bought)],
		['Not known whether bought by this item', name(own, open)],
		['Not known whether bought by other items of this run', name(rest, open)],
	];
	return sentences.flatMap(([what, list]) => (list === '' ? [] : [`${what}: ${list}.`])).join(' ');
}
