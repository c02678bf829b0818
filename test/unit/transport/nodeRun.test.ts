import { beginItem, endItem, forgetRun } from '../../../nodes/AlibabaCloudEip/transport/nodeRun';

const HOUR = 3_600_000;

afterEach(() => ['long', 'other', 'next'].forEach(forgetRun));

it('does not forget a run that is under way, however long an item takes', () => {
	const run = beginItem('long', 0, 0);
	beginItem('long', 1, 0);
	endItem(run, run.latest, 1);
	beginItem('other', 0, 2 * HOUR);
	endItem(run, run.latest, 2 * HOUR + 1);
	// Nor between two tries, when the first took long.
	beginItem('next', 0, 2 * HOUR + 2);
	expect(beginItem('long', 0, 2 * HOUR + 3)).toBe(run);
	expect(run.latest.number).toBe(2);
});

it('forgets one that n8n never told to be over', () => {
	const run = beginItem('long', 0, 0);
	endItem(run, run.latest, 1);
	beginItem('other', 0, 2 * HOUR);
	expect(beginItem('long', 0, 2 * HOUR)).not.toBe(run);
});
