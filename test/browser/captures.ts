/** Serves pages with the captures bundled into them, and waits for what they saw. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'esbuild';
import type { Captures, Seen } from './capturesInPage.ts';
import { root, type TestServer } from '../server.ts';

declare global {
  interface Window {
    captures: Captures;
    startCaptures(settings?: object): Captures;
  }
}

let bundled: Promise<string> | undefined;

/** The captures as one script, bundled once per worker. */
export const capturesScript = (): Promise<string> => {
  bundled ??= build({
    entryPoints: [join(root, 'test/browser/capturesInPage.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  }).then((out) => out.outputFiles[0]?.text ?? '');
  return bundled;
};

/** What a page under test is made of. */
export interface PageOptions {
  /** Settings of the captures; JSON. */
  settings?: object;
  /** Script before the captures start. */
  before?: string;
  head?: string;
  doctype?: string;
  headers?: Record<string, string>;
  status?: number;
}

/** A page with captures that start in its head, as a script tag would. */
export async function pageWith(body: string, options: PageOptions = {}): Promise<string> {
  return `${options.doctype ?? '<!doctype html>'}<html><head><title>A page</title>${options.head ?? ''}
<script>${options.before ?? ''}</script><script>${await capturesScript()}</script>
<script>window.captures = window.startCaptures(${JSON.stringify(options.settings ?? {})});</script></head>
<body>${body}</body></html>`;
}

/** Opens a page with captures at `path`. */
export async function openWith(
  page: Page,
  server: TestServer,
  body: string,
  options: PageOptions & { path?: string } = {},
): Promise<void> {
  const path = options.path ?? '/page';
  server.page(path, {
    body: await pageWith(body, options),
    ...(options.headers ? { headers: options.headers } : {}),
    ...(options.status ? { status: options.status } : {}),
  });
  await page.goto(server.origin + path);
}

/** Everything seen of one kind, after the tasks that are due have run. */
export const seen = (page: Page, what: string): Promise<Seen[]> =>
  page.evaluate(async (kind) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return window.captures.seen.filter((one) => one.what === kind);
  }, what);
