const { availableParallelism } = require('node:os');
const path = require('node:path');

// One jest project per layer of tests. The end-to-end layer needs an installed n8n and is run by `npm run test:e2e`.
const layer = (name, more = {}) => ({
	displayName: name,
	rootDir: path.join(__dirname, '..'),
	roots: [`<rootDir>/test/${name}`],
	testMatch: ['**/*.test.ts'],
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/support/jest/setup.ts'],
	transform: {
		// Also the modules that run before anything is installed, and so can't be TypeScript.
		'^.+\\.(ts|mjs)$': [
			'@swc/jest',
			{
				jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
				module: { type: 'commonjs' },
			},
		],
	},
	...more,
});

const layers = process.env.TEST_LAYERS?.split(',') ?? [
	'unit',
	'simulator',
	'engine',
	'differential',
	'model',
];

module.exports = {
	// Long enough for a machine that has much else to do; what must be quick is measured by its test.
	testTimeout: 60_000,
	// Many tests wait: one more than there are cores still leaves each enough time. With more of them, time
	// limits are missed.
	maxWorkers: availableParallelism() + 1,
	testSequencer: '<rootDir>/support/jest/longestFirst.cjs',
	projects: layers.map((name) => layer(name)),
};
