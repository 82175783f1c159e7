import { unnumberedReasons } from '@watchglass/analysis';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../dashboard/ledger/reasons.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(join('src', name)));
const found = (pattern: RegExp, texts = sources): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, reason = '']) => reason))),
];

/** Reasons of the SDK's sources: given up by a capture or a call, refused by the stamp, lost after it had a number. */
const unstamped = found(/\bctx\.drop\('(\w+)'\)/g);
const refused = found(/(?:return|\?) '(\w+)'/g, [read('src/pipeline/stamp.ts')]);
const numbered = [
  ...found(/\bledger\.drop\('(\w+)'/g),
  ...found(/, '([a-z_]+)'\]/g, [read('src/pipeline/outbox.ts'), read('src/pipeline/uploader.ts')]),
];

describe('every reason by which the SDK can drop', () => {
  it('is found', () => {
    expect(unstamped).toContain('request_cap');
    expect(refused).toContain('event_too_large');
    expect([...numbered].sort()).toEqual(['evicted', 'late', 'rejected', 'too_large']);
  });

  it('has no number in the ledger when the event got none, and one when it did', () => {
    expect([...unstamped, ...refused].sort()).toEqual([...unnumberedReasons].sort());
    expect(numbered.filter((reason) => unnumberedReasons.includes(reason))).toEqual([]);
  });

  it('has words of its own in the dashboard, and a row in the manual', () => {
    const rows = read('docs/sdk.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const strange = wordsOf('what nobody knows');
    for (const reason of [...unstamped, ...refused, ...numbered]) {
      expect(wordsOf(reason), reason).not.toBe(strange);
      expect(
        rows.filter((row) => row.includes(`\`${reason}\``)),
        reason,
      ).toHaveLength(1);
    }
  });
});
