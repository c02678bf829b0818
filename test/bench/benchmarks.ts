import type { Benchmark } from './parts/Benchmark';
import { load } from './load';
import { perItem } from './perItem';
import { signing } from './signing';
import { trigger } from './trigger';

/** By the name that the command takes, in the order in which they run. */
export const benchmarks: Record<string, Benchmark> = { perItem, signing, load, trigger };
