// Unit, property and package tests, in Node.
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  test: {
    include: ['test/unit/**/*.test.ts', 'test/bundle/**/*.test.ts', 'test/schedules/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['test/setup.ts'],
    // as many as cores: tests of processes wait more than they compute
    maxWorkers: 2,
    // property tests of long streams share two cores with browsers
    testTimeout: 30_000,
  },
});
