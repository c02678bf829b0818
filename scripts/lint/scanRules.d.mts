import type { Linter } from 'eslint';

export const SOURCES: string[];
export const PUBLISHED: string[];
export const scanRules: Linter.Config[];
