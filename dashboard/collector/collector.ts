/** A collector as the dashboard sees it: whether it knows us, its projects, and the source of each. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { createAsk, rowsOf } from '../source/ask.ts';
import { createHttpSource } from '../source/http.ts';
import type { DataSource } from '../source/source.ts';

/** A project of a collector, as much as the dashboard shows of it. */
export interface Project {
  readonly id: string;
  readonly name: string;
  /** Write keys, public by design: the tag of a page carries one. */
  readonly keys: readonly string[];
  /** IANA zone that its days begin in. */
  readonly timeZone: string;
}

/** Whether the collector lets us look. */
type Access =
  | { readonly kind: 'checking' }
  | { readonly kind: 'out' }
  | { readonly kind: 'in'; readonly projects: readonly Project[] }
  | { readonly kind: 'failed'; readonly sentence: string };

/** A collector. Failures are sentences for people. */
export interface Collector {
  readonly access: ReadonlySignal<Access>;
  /** Asks again who we are; never rejects. */
  check(): Promise<void>;
  /** Logs in with the admin token; rejects with a sentence when it is not the one. */
  logIn(token: string): Promise<void>;
  /** Logs out; rejects with a sentence when the collector did not hear of it. */
  logOut(): Promise<void>;
  /** The data of a project. */
  source(project: Pick<Project, 'id' | 'timeZone'>): DataSource;
}

/** What a collector is made from. */
export interface CollectorOptions {
  /** Address of its routes; ends in `/`. */
  readonly api: string;
  readonly fetch: typeof globalThis.fetch;
  /** Calls back when the page is shown or hidden; returns the way to stop. Default: never. */
  readonly watchVisible?: (changed: (isVisible: boolean) => void) => () => void;
}

const REFUSED = 'This is not the admin token of this collector.';

/** Makes a collector; nothing is asked before `check`. */
export function createCollector({ api, fetch, watchVisible }: CollectorOptions): Collector {
  const access = signal<Access>({ kind: 'checking' });
  const ask = createAsk({ api, fetch, loggedOut: () => (access.value = { kind: 'out' }) });

  async function check(): Promise<void> {
    if (access.value.kind === 'failed') access.value = { kind: 'checking' };
    try {
      await ask({ path: 'me' });
      access.value = { kind: 'in', projects: rowsOf<Project>(await ask({ path: 'projects' })) };
    } catch (error) {
      // a 401 has said so already
      if (access.value.kind !== 'out')
        access.value = { kind: 'failed', sentence: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    access,
    check,
    async logIn(token) {
      await ask({ path: 'login', body: { token }, refusal: REFUSED });
      access.value = { kind: 'checking' };
      await check();
    },
    async logOut() {
      await ask({ path: 'logout', body: {} });
      access.value = { kind: 'out' };
    },
    source: ({ id, timeZone }) =>
      createHttpSource({ ask, project: id, timeZone, ...(watchVisible ? { watchVisible } : {}) }),
  };
}
