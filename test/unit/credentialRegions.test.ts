import { regionOptions } from '../../credentials/regions';
import { isRegionId } from '../../credentials/signature/endpoint';
import { REGIONS } from '../simulator/facts/regions';

/** The list of regions in the credential. */

const offered = regionOptions.map(({ value }) => String(value));

test('offers every region that the API names and that is not closed, by its name there', () => {
	const open = REGIONS.filter(({ english }) => !english.includes('Closed'));
	expect(regionOptions.map(({ name, value }) => [value, name])).toEqual(
		expect.arrayContaining(open.map(({ id, english }) => [id, english])),
	);
	const closed = REGIONS.filter(({ english }) => english.includes('Closed'));
	expect(closed.length).toBeGreaterThan(0);
	for (const { id } of closed) expect(offered).not.toContain(id);
});

test('names each once, in order, as what can be a part of a host name', () => {
	expect(new Set(offered).size).toBe(offered.length);
	expect(offered.filter((id) => !isRegionId(id))).toEqual([]);
	const names = regionOptions.map(({ name }) => name);
	expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
});
