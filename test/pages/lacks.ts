/** What engines lack: the one table. The pages hold it to be true, either way; `docs/signals.md` shows it. */
import type { Engine } from './driver.ts';

/** What is told of nowhere in an engine. */
export interface Lack {
  /** A part of a page of signals: a kind, and after a colon which of it. */
  readonly what: string;
  readonly engines: readonly Engine[];
  readonly why: string;
  /** Now and then only: there it may be told. */
  readonly isRare?: true;
}

export const lacks: readonly Lack[] = [
  {
    what: 'dead_swipe',
    engines: ['firefox', 'webkit'],
    why: 'without a touch screen there are no touches; only Chromium can be touched from outside',
  },
  { what: 'vital: CLS', engines: ['firefox', 'webkit'], why: 'no layout shifts are told' },
  { what: 'vital: TTFB', engines: ['webkit'], why: 'a load now and then has no time of its first byte', isRare: true },
  { what: 'vital: LCP', engines: ['webkit'], why: 'no largest paint is told' },
  { what: 'vital: INP', engines: ['webkit'], why: 'no interactions are timed' },
  { what: 'vital: script of INP', engines: ['firefox', 'webkit'], why: 'no scripts behind a frame are told' },
  { what: 'vital: soft navigations', engines: ['firefox', 'webkit'], why: 'no soft navigations are told' },
  { what: 'long_frame', engines: ['firefox', 'webkit'], why: 'neither long frames nor long tasks are told' },
  {
    what: 'violation: before the chunk',
    engines: ['firefox', 'webkit'],
    why: 'no reports are kept for who listens later',
  },
  { what: 'resource_error: fonts', engines: ['firefox'], why: 'a font that failed is not noted' },
  ...[
    'page_view: status',
    'request: before the chunk',
    'resource_error: before the chunk',
    'resource_error: fonts',
  ].map((what): Lack => ({ what, engines: ['webkit'], why: 'what the browser notes of an answer has no status' })),
];

/** Whether an engine lacks a part now and then. */
export const isRarelyLacking = (engine: Engine, part: string): boolean =>
  lacks.some(({ what, engines, isRare }) => what === part && engines.includes(engine) && isRare);

/** Whether an engine lacks a part. */
export const isLacking = (engine: Engine, part: string): boolean =>
  lacks.some(({ what, engines, isRare }) => what === part && engines.includes(engine) && !isRare);
