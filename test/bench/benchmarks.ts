import type { Benchmark } from './parts/Benchmark';
import { listing } from './listing';
import { perItem } from './perItem';
import { signing } from './signing';
import { waiting } from './waiting';
import { weight } from './weight';

/** By the name that the command takes, in the order in which they run. */
export const benchmarks: Record<string, Benchmark> = { perItem, signing, weight, listing, waiting };
