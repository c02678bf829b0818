import { readTokenPages } from '../../../nodes/AlibabaCloudEip/api/client/paging';

const sizes = { smallest: 10, largest: 100 };

/** A list of so many numbers; notes the sizes it was asked for. */
function listOf(count: number, nextTokenOf = (end: number) => (end < count ? String(end) : '')) {
	const asked: Array<[string | undefined, number]> = [];
	const readPage = async (token: string | undefined, maxResults: number) => {
		asked.push([token, maxResults]);
		const start = Number(token ?? 0);
		const end = Math.min(count, start + maxResults);
		const entries = Array.from({ length: end - start }, (_, index) => start + index);
		return await Promise.resolve({ entries, nextToken: nextTokenOf(end) });
	};
	return { asked, readPage };
}

describe('readTokenPages', () => {
	test.each([
		[0, undefined, 0, [100]],
		[100, undefined, 100, [100]],
		[230, undefined, 230, [100, 100, 100]],
		[230, 3, 3, [10]],
		[230, 100, 100, [100]],
		[230, 150, 150, [75, 75]],
		[230, 500, 230, [100, 100, 100]],
	])('of %i entries, with the limit %p: %i', async (count, limit, length, pages) => {
		const { asked, readPage } = listOf(count);
		const found = await readTokenPages(readPage, String, sizes, limit);
		expect(found).toEqual(Array.from({ length }, (_, index) => index));
		expect(asked.map(([, maxResults]) => maxResults)).toEqual(pages);
	});

	test('ends on a token that it had before', async () => {
		const { asked, readPage } = listOf(500, () => '100');
		expect(await readTokenPages(readPage, String, sizes)).toMatchObject({
			problem: 'its pages do not end',
		});
		expect(asked).toHaveLength(2);
	});

	test('goes over empty pages, but not for ever', async () => {
		let pages = 0;
		const barren = async () => await Promise.resolve({ entries: [], nextToken: String(++pages) });
		expect(await readTokenPages(barren, String, sizes)).toMatchObject({
			problem: 'its pages do not end',
		});
		expect(pages).toBeLessThanOrEqual(10);
		const replies = [
			{ entries: [1], nextToken: 'a' },
			{ entries: [], nextToken: 'b' },
			{ entries: [1, 2], nextToken: undefined },
		];
		const readPage = async () =>
			await Promise.resolve(replies.shift() ?? { entries: [], nextToken: '' });
		expect(await readTokenPages(readPage, String, sizes)).toEqual([1, 2]);
	});
});
