/** The table of what engines lack: it speaks of what the pages of signals look for, and the manual shows it as it is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kinds } from '@watchglass/contract/schema';
import { expect, test } from 'vitest';
import type { Engine } from '../../pages/driver.ts';
import { isLacking, isRarelyLacking, lacks } from '../../pages/lacks.ts';
import { signalPages } from '../../pages/signals.ts';
import { root } from '../../server.ts';

const parts = new Set(signalPages.flatMap((page) => Object.keys(page.parts)));
const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

/** A row as the manual has it. */
const row = (what: string): string => {
  const whys = lacks.filter((lack) => lack.what === what).map(({ why }) => why);
  const [kind = '', which] = what.split(': ');
  const cells = engines.map((engine) =>
    isLacking(engine, what) ? 'no' : isRarelyLacking(engine, what) ? 'mostly' : 'yes',
  );
  return `| ${[`\`${kind}\`${which ? `: ${which}` : ''}`, ...cells, [...new Set(whys)].join('; ')].join(' | ')} |`;
};

test('every kind of event has a page', () => {
  const shown = new Set([...parts].map((part) => part.split(':')[0]));
  expect(kinds.filter((kind) => !shown.has(kind))).toEqual([]);
});

test('what an engine lacks is looked for on a page', () => {
  expect(lacks.map(({ what }) => what).filter((what) => !parts.has(what))).toEqual([]);
});

test('the manual shows the table', () => {
  const manual = readFileSync(join(root, 'docs/signals.md'), 'utf8');
  const rows = [...new Set(lacks.map(({ what }) => what))].map(row);
  const shown = manual
    .split('\n')
    .filter((line) => /^\| .* \| (yes|no|mostly) \| (yes|no|mostly) \| (yes|no|mostly) \| /.test(line));
  expect(shown).toEqual(rows);
});
