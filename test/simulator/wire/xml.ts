import type { ReplyObject, ReplyValue } from './json';

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

function escapeXml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function element(name: string, value: ReplyValue): string {
	if (value === undefined || value === null) return '';
	if (Array.isArray(value)) return value.map((item: ReplyValue) => element(name, item)).join('');
	if (typeof value === 'object') return `<${name}>${children(value as ReplyObject)}</${name}>`;
	return `<${name}>${escapeXml(String(value))}</${name}>`;
}

function children(value: ReplyObject): string {
	return Object.entries(value)
		.map(([name, member]) => element(name, member))
		.join('');
}

/**
 * XML text of a reply: one element for each member, a list as repeated elements.
 * The root is `<ActionResponse>`, for errors `<Error>`.
 */
export function toXml(root: string, value: ReplyObject): string {
	return `<?xml version='1.0' encoding='UTF-8'?><${root}>${children(value)}</${root}>`;
}
