import type { KnownEip } from '../columns/KnownEip';
import { fingerprintOfTags, tagsColumn, toTagText } from '../columns/tags';
import type { Tags } from '../record/readTags';

/** Bytes that tags may take on average; a few Elastic IPs may have more. */
const BYTES_PER_EIP = 56;
const SMALL = 20_000;
const BYTES_PER_REFERENCE = 4;

/**
 * Which tags are kept as a fingerprint only, so that very many different tags do not make n8n write
 * megabytes with each poll: those that take more than average, if all together are too many. A
 * change of them is seen, but not what they were.
 */
export function tagsToShorten(elasticIps: Iterable<KnownEip>): Map<KnownEip, string> {
	const tagged: Array<{ known: KnownEip; tags: Tags; texts: string[] }> = [];
	const uses = new Map<string, number>();
	let count = 0;
	for (const known of elasticIps) {
		count++;
		const tags = tagsColumn.of(known);
		if (typeof tags !== 'object') continue;
		const texts = Object.entries(tags).map(([key, value]) => toTagText(key, value));
		for (const text of texts) uses.set(text, (uses.get(text) ?? 0) + 1);
		tagged.push({ known, tags, texts });
	}
	const bytesOf = (text: string) =>
		BYTES_PER_REFERENCE + Buffer.byteLength(text) / (uses.get(text) ?? 1);
	const bytes = tagged.map(({ texts }) => texts.reduce((sum, text) => sum + bytesOf(text), 0));
	const total = bytes.reduce((sum, own) => sum + own, 0);
	if (total <= Math.max(SMALL, count * BYTES_PER_EIP)) return new Map();
	const large = tagged.filter((_, index) => bytes[index] > BYTES_PER_EIP);
	return new Map(large.map(({ known, tags }) => [known, fingerprintOfTags(tags)]));
}
