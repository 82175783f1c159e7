import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CaptureContext, LateCall } from '../../../src/capture/context.ts';
import { nameMistakes } from '../../../src/mistaken.ts';
import { readOptions } from '../../../src/options.ts';
import { startSignals } from '../../../src/signals.ts';
import { sinkOf } from '../../../src/sinks/named.ts';

const warned: string[] = [];
beforeEach(() => {
  warned.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((...parts) => void warned.push(parts.join(' ')));
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const nothing = (): void => {};

/** A context of which everything that is not under test does nothing. */
const open = (capture: unknown): { ctx: CaptureContext; emitted: unknown[]; drops: string[] } => {
  const emitted: unknown[] = [];
  const drops: string[] = [];
  const ctx = {
    settings: readOptions({ key: 'k', endpoint: 'https://c.example', capture }),
    // captures need a page; here they fail, as on a page that took something away
    guard:
      <A extends unknown[], R>(run: (...args: A) => R) =>
      (...args: A): R | undefined => {
        try {
          return run(...args);
        } catch {
          return undefined;
        }
      },
    emit: (kind: string, body: object) => emitted.push({ kind, ...body }),
    drop: (reason: string) => drops.push(reason),
    on: () => nothing,
    calls: [] as LateCall[],
    stops: new Set(),
  } as unknown as CaptureContext;
  return { ctx, emitted, drops };
};

test('a signal that does not exist is named with those that do', () => {
  const mistaken = [{ rageClik: true }, ['clicks'], { scroll: 'yes' }, { click: 'yes' }, [Object.create(null)]];
  const right = [['scroll'], ['pageView', 'click'], { error: false }, null];
  for (const capture of [...mistaken, ...right]) nameMistakes(open(capture).ctx);
  expect(warned).toEqual([
    expect.stringMatching(/capture: rageClik: expected .*scroll/),
    expect.stringMatching(/capture: clicks: expected .*scroll/),
    expect.stringMatching(/capture: scroll: expected boolean/),
    expect.stringMatching(/capture: click: expected boolean/),
    expect.stringMatching(/capture: : expected .*scroll/),
  ]);
});

test('what the site asked for before the chunk was there is done, and what it asks for later', () => {
  const { ctx, emitted, drops } = open({});
  ctx.calls.push(['group', 'company', 'acme', { plan: 'team' }]);
  ctx.calls.push(['featureFlag', 'checkout', 'b']);
  startSignals(ctx, nothing, nothing, nothing);
  ctx.calls.push(['featureFlag', 'checkout', 'b']);
  ctx.calls.push(['featureFlag', 'checkout', true, { reason: 'SPLIT' }]);
  ctx.calls.push(['group', '', 'acme']);
  ctx.calls.push(['nobody', 1]);
  expect(emitted).toEqual([
    { kind: 'group', groupType: 'company', group: 'acme', traits: { plan: 'team' } },
    { kind: 'feature_flag', flag: 'checkout', variant: 'b', properties: {} },
    { kind: 'feature_flag', flag: 'checkout', variant: 'true', properties: { reason: 'SPLIT' } },
  ]);
  expect(drops).toEqual(['invalid']);
});

test('the chunk of what a site asks for is loaded for who does', () => {
  const loads = (options: object): number => {
    const { ctx } = open({});
    ctx.settings.plugins = [];
    Object.assign(ctx.settings, options);
    const load = vi.fn();
    startSignals(ctx, nothing, nothing, load);
    return load.mock.calls.length;
  };
  expect(loads({})).toBe(0);
  expect(loads({ plugins: [nothing] })).toBe(1);
  expect(loads({ traceOrigins: ['https://api.example'] })).toBe(1);
  expect(loads({ capture: ['clicks'] })).toBe(1);
  expect(loads({ debug: true })).toBe(1);
  expect(loads({ sinks: [sinkOf('local', 0, { endpoint: '', key: '' })] })).toBe(1);
});
