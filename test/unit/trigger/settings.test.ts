import { settingsOf } from './FakeCloud';

const events = ['appeared', 'idle'];
const PASTED = '\uFEFF\u200B ';

describe('rows of tags', () => {
	const read = (place: string, rows: unknown) =>
		place === 'Tags'
			? settingsOf({ events, filters: { tags: rows } } as never).filter.tags
			: settingsOf({ events, idleOptions: { excludeTags: rows } } as never).idle.exclude.tags;

	describe.each(['Tags', 'Exclude Tags'])('%s', (place) => {
		test.each([[[{ key: 'env', value: '' }]], [[{ key: 'env' }]]])(
			'%j: an empty value is any value',
			(tag) => {
				expect(read(place, { tag })).toEqual([{ key: 'env', value: '' }]);
			},
		);

		test('key and value come from lists as well', () => {
			const locator = (value: unknown) => ({ __rl: true, mode: 'list', value });
			expect(read(place, { tag: [{ key: locator('env'), value: locator('test') }] })).toEqual([
				{ key: 'env', value: 'test' },
			]);
			expect(read(place, { tag: [{ key: locator('env'), value: locator('') }] })).toEqual([
				{ key: 'env', value: '' },
			]);
			for (const lost of [locator(undefined), locator(null), { __rl: true, mode: 'id' }]) {
				expect(() => read(place, { tag: [{ key: locator('env'), value: lost }] })).toThrow(
					`'${place}' has no value for the key 'env'`,
				);
			}
		});

		test('what was pasted around key and value is cut', () => {
			const tag = [{ key: `${PASTED}env${PASTED}`, value: `${PASTED}test${PASTED}` }];
			expect(read(place, { tag })).toEqual([{ key: 'env', value: 'test' }]);
		});

		test.each([undefined, null, {}, '', []])('%j is none', (rows) => {
			expect(read(place, rows)).toEqual([]);
		});

		test.each([
			[{ key: '', value: '' }, 'has a tag without a key'],
			[{ key: PASTED, value: 'x' }, 'has a tag without a key'],
			[{ key: undefined, value: undefined }, 'has a tag without a key'],
			[null, 'has a tag without a key'],
			['env', 'has a tag without a key'],
			[{ key: 'env', value: null }, "has no value for the key 'env'"],
			[{ key: 'env', value: undefined }, "has no value for the key 'env'"],
			[{ key: 'env', value: {} }, "has no value for the key 'env'"],
		])('%j is refused', (row, message) => {
			for (const rows of [{ tag: [row] }, [{ key: 'a', value: 'b' }, row]]) {
				expect(() => read(place, rows)).toThrow(`'${place}' ${message}`);
			}
		});

		test.each(['env', 5, { tag: 'env' }])('%j is no list and refused', (rows) => {
			expect(() => read(place, rows)).toThrow(`'${place}' is not a list of tags`);
		});
	});
});

test('a resource group comes from a list as well, Elastic IPs as an array or a text', () => {
	const ids = ['eip-25877c70gddh5abcd', 'eip-2zeerraiwb7uj6abcd'];
	for (const allocationIds of [ids, ids.join(', ')]) {
		const resourceGroupId = { __rl: true, mode: 'list', value: 'rg-1' };
		const settings = settingsOf({ events, filters: { allocationIds, resourceGroupId } } as never);
		expect(settings.allocationIds).toEqual(ids);
		expect(settings.filter.resourceGroupId).toBe('rg-1');
	}
});

test('what was pasted around texts, IDs and numbers is cut', () => {
	const id = 'eip-25877c70gddh5abcd';
	const settings = settingsOf({
		events,
		idleAfter: `${PASTED}3${PASTED}`,
		filters: {
			name: `${PASTED}Web${PASTED}`,
			resourceGroupId: `${PASTED}rg-1${PASTED}`,
			allocationIds: `${PASTED}${id}${PASTED}`,
		},
	});
	expect(settings.allocationIds).toEqual([id]);
	expect(settings.filter).toMatchObject({ name: 'web', resourceGroupId: 'rg-1' });
	expect(settings.idle.after).toBe(3 * 1440);
});
