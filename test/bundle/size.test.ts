/** Size budgets, and the README's table against what was built. */
import { describe, expect, test } from 'vitest';
import { sizes, tableInReadme } from '../../scripts/size.mjs';

describe('size budgets', () => {
  for (const { name, path, bytes, maxBytes } of sizes()) {
    test(`${name} is at most ${maxBytes} bytes`, () => {
      expect(bytes, `${path} is not built`).toBeTypeOf('number');
      expect(bytes).toBeLessThanOrEqual(maxBytes);
    });

    test(`${name} is in the README with its size`, () => {
      const row = tableInReadme()
        .split('\n')
        .find((line) => line.includes(`\`${path}\``));
      const stated = Number(/\| ([\d.]+) kB \|/.exec(row ?? '')?.[1]);
      // one step of the last digit: compressors of other Node versions differ by a few bytes
      expect(Math.abs(stated - (bytes ?? 0) / 1000), 'run `node scripts/size.mjs --write`').toBeLessThanOrEqual(0.1001);
    });
  }
});
