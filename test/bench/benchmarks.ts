import type { Benchmark } from './parts/Benchmark';

/**
 * By the name that the command takes, in the order in which they run. Each is loaded when it runs:
 * n8n-core and the SDK take seconds, which what does without them need not spend.
 */
export const benchmarks: Record<string, Benchmark> = {
	manyItems: {
		title: 'Many items',
		run: async (setting) => await (await import('./manyItems')).manyItems(setting),
	},
	listing: {
		title: 'Listing',
		run: async (setting) => await (await import('./listing')).listing(setting),
	},
	waiting: {
		title: 'Waiting',
		run: async (setting) => await (await import('./waiting')).waiting(setting),
	},
	signing: {
		title: 'Signing',
		run: async (setting) => await (await import('./signing')).signing(setting),
	},
	weight: {
		title: 'Weight',
		run: async (setting) => await (await import('./weight')).weight(setting),
	},
	trigger: {
		title: 'Trigger',
		run: async (setting) => await (await import('./trigger')).trigger(setting),
	},
	load: {
		title: 'Load',
		run: async (setting) => await (await import('./load')).load(setting),
	},
};
