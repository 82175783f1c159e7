/** What a page of `test/pages/` is: a site's page, what a visitor does on it, and what has to be told of that. */
import type { EventOf, Kind } from '@watchglass/contract';
import type { Page as Served } from '../server.ts';
import type { Visitor } from './visitor.ts';

/** Stored events of a kind, in order. */
export type Told = <K extends Kind>(kind: K) => EventOf<K>[];

/** Something that has to be told: a kind, or one of its aspects, such as `vital: LCP`. */
export interface Part {
  /** What was told of it; nothing in an engine that lacks it. */
  readonly found: (told: Told) => readonly unknown[];
  readonly expected: readonly unknown[];
}

/** A page of signals, written once for all engines. */
export interface SignalPage {
  /** Name of the page, as that of its file. */
  readonly name: string;
  /** What a visitor did, and what a server hears of it. */
  readonly title: string;
  readonly head?: string;
  readonly body: string;
  /** Paths at which the site has this page. Default: the first alone, where the visit begins. */
  readonly paths?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** More of the site, by path. */
  readonly site?: Readonly<Record<string, Served>>;
  /** Script: a list of plugins. */
  readonly plugins?: string;
  readonly visit: (visitor: Visitor) => Promise<void>;
  /** By what the table of `lacks.ts` calls it: the kind, and after a colon which of it. */
  readonly parts: Readonly<Record<string, Part>>;
  /** Script: options under which the page has to be found wrong. Default: its capture, which has its name, is off. */
  readonly without?: string;
  /** Kinds that are told besides, for which the page is not there. */
  readonly also?: readonly Kind[];
  /** What the page itself is heard to say: errors, violations and lines on the console, each in full or a part of it. */
  readonly noise?: readonly string[];
  /** Errors of the site's own captures, which are caught. Default 0. */
  readonly caught?: number;
}
