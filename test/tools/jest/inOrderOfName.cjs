const { default: Sequencer } = require('@jest/test-sequencer');

/** Runs test files by name: the last one looks for what the others left behind. */
module.exports = class InOrderOfName extends Sequencer {
	sort(tests) {
		return [...tests].sort((one, other) => (one.path < other.path ? -1 : 1));
	}
};
