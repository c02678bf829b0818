import { listing } from './listing';
import { load } from './load';
import type { Benchmark } from './parts/Benchmark';
import { perItem } from './perItem';
import { signing } from './signing';
import { trigger } from './trigger';
import { weight } from './weight';

/** By the name that the command takes, in the order in which they run. */
export const benchmarks: Record<string, Benchmark> = {
	perItem,
	listing,
	signing,
	weight,
	trigger,
	load,
};
