/** Types of build.mjs for the test room. */
import type { Plugin } from 'esbuild';

export function buildPrograms(options: { out: string; failpoints?: boolean; plugins?: Plugin[] }): Promise<string[]>;
