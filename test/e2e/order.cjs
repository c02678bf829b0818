const { default: Sequencer } = require('@jest/test-sequencer');

/** The tests share one n8n and one simulator: these come before any that puts other things into them. */
const FIRST = ['package', 'credential', 'exampleWorkflows', 'editor'];

/** Searches what all others have left behind. */
const LAST = ['secrets'];

/** Where a test file stands: among the first, in between, or last. */
function placeOf({ path }) {
	const isIn = (name) => path.endsWith(`/e2e/${name}.test.ts`);
	if (LAST.some(isIn)) return FIRST.length + 1;
	const place = FIRST.findIndex(isIn);
	return place < 0 ? FIRST.length : place;
}

module.exports = class InOrder extends Sequencer {
	sort(tests) {
		return [...tests].sort(
			(one, other) => placeOf(one) - placeOf(other) || one.path.localeCompare(other.path),
		);
	}
};
