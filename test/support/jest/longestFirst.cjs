const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that take a minute or so: begun last, they would be waited for while a core has nothing to do. */
const LONGEST = [
	'trigger/chaos',
	'differential/simple',
	'safety/faults',
	'api/lookUpsOverHttp',
	'verifyLive/process',
	'safety/unhandled',
	'safety/fuzz',
	'engine/readme',
	'trigger/resilience',
	'elasticIp/allocateAndAssociate',
	'listSearch/targets',
];

const placeOf = ({ path }) => {
	const place = LONGEST.findIndex((name) => path.endsWith(`${name}.test.ts`));
	return place < 0 ? LONGEST.length : place;
};

/** Jest's own order, but for the longest, which come first: on a clean checkout Jest goes by size alone. */
module.exports = class LongestFirst extends Sequencer {
	async sort(tests) {
		const sorted = await super.sort(tests);
		return [...sorted].sort((one, other) => placeOf(one) - placeOf(other));
	}
};
