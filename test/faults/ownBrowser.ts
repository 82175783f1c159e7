/**
 * Chromium as people run it: a process group of its own on a profile that stays, without the switches that drivers add.
 * It can be killed as a whole and started again on what it left behind.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { chromiumArgs, findBrowser } from '../../scripts/browsers.mjs';
import { eventually } from '../collector.ts';

/** A browser on its profile. */
export interface OwnBrowser {
  /** Folder of the profile. */
  readonly profile: string;
  /** Of the browser that runs now. */
  context(): BrowserContext;
  /** SIGKILL to the whole group; resolves when no process of it is left. Gives the moment of the signal, epoch ms. */
  kill(): Promise<number>;
  /** Starts on the profile. */
  start(): Promise<void>;
  /** Kills it and removes the profile. */
  close(): Promise<void>;
}

/** Whether a process of the group still runs; one that has ended and not been collected does not. */
function groupRuns(group: number): boolean {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      // after the name, which may have anything in it: state, parent, group
      const [state, , of] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return Number(of) === group && state !== 'Z';
    } catch {
      return false;
    }
  });
}

/** Runs with a browser of its own. */
export async function inOwnBrowser<T>(run: (own: OwnBrowser) => Promise<T>): Promise<T> {
  const own = await startOwnBrowser();
  try {
    return await run(own);
  } finally {
    await own.close();
  }
}

/** Runs while a browser shows a page that no driver looks at: some things a browser only does then. */
export async function whileShown<T>(url: string, run: () => Promise<T>): Promise<T> {
  const own = await startOwnBrowser(url);
  try {
    return await run();
  } finally {
    await own.close();
  }
}

/** Starts Chromium on a profile of its own; with the address of a page to show it is left alone. */
async function startOwnBrowser(shown?: string): Promise<OwnBrowser> {
  const found = await findBrowser('chromium');
  if (!found) throw new Error('Only Chromium can be started and killed like this, and it is not installed.');
  const { executablePath } = found;
  const profile = mkdtempSync(join(tmpdir(), 'watchglass-profile-'));
  let child: ChildProcess | undefined;
  let browser: Browser | undefined;

  const own: OwnBrowser = {
    profile,
    context() {
      const [context] = browser?.contexts() ?? [];
      if (!context) throw new Error('The browser does not run.');
      return context;
    },
    async kill() {
      const group = child?.pid;
      const at = Date.now();
      if (group === undefined) return at;
      try {
        process.kill(-group, 'SIGKILL');
      } catch {
        // it has ended by itself
      }
      child = undefined;
      await eventually(() => (groupRuns(group) ? undefined : true));
      await browser?.close().catch(() => undefined);
      browser = undefined;
      return at;
    },
    async start() {
      const begun = spawn(
        executablePath,
        [
          ...chromiumArgs,
          '--headless=new',
          '--no-default-browser-check',
          '--password-store=basic',
          '--remote-debugging-port=0',
          `--user-data-dir=${profile}`,
          shown ?? 'about:blank',
        ],
        { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      );
      child = begun;
      let said = '';
      begun.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
      const address = await eventually(() => /DevTools listening on (ws:\S+)/.exec(said)?.[1], { withinMs: 60_000 });
      if (shown !== undefined) return;
      // no focus that is only pretended: a tab that is not in front is hidden, and can freeze
      browser = await chromium.connectOverCDP(address, { noDefaults: true });
    },
    async close() {
      await own.kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  await own.start();
  return own;
}
