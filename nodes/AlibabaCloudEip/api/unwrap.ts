import { trimPasted } from '../../../credentials/signature/trimPasted';

/** Whether a field holds an expression, before n8n resolves it. */
export function isExpression(written: unknown): boolean {
	const text = typeof written === 'object' ? unwrap(written) : written;
	return typeof text === 'string' && text.startsWith('=');
}

/** The value in a resource locator, or the value itself; texts without what was pasted around them. */
export function unwrap(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value;
	// Without one, where an expression had no result.
	const inner = isLocator ? (value as { value?: unknown }).value : value;
	return typeof inner === 'string' ? trimPasted(inner) : inner;
}
