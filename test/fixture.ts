/**
 * Playwright's test with a site and a scripted collector of its own, and a page whose noise is kept. Whatever a test is
 * about, at its end every event that a client captured is in one place.
 */
import { test as base } from '@playwright/test';
import { expectContextConserved } from './pageClient.ts';
import { startServer, type TestServer } from './server.ts';

/** What the page said that nobody should have heard. */
export interface Noise {
  /** Uncaught errors and rejections. */
  errors: string[];
  /** Console lines of level warning and error, without the browser's own lines on failed requests. */
  console: string[];
  /** CSP violations. */
  violations: string[];
}

export const test: ReturnType<typeof base.extend<{ server: TestServer; noise: Noise; conservation: void }>> =
  base.extend<{
    server: TestServer;
    noise: Noise;
    conservation: void;
  }>({
    conservation: [
      async ({ context }, use) => {
        await use();
        await expectContextConserved(context);
      },
      { auto: true },
    ],
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads a fixture's dependencies from the pattern
    server: async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.close();
    },
    noise: async ({ page }, use) => {
      const noise: Noise = { errors: [], console: [], violations: [] };
      page.on('pageerror', (error) => noise.errors.push(error.message));
      page.on('console', (message) => {
        const text = message.text();
        if (/Content.Security.Policy/i.test(text)) noise.violations.push(text);
        else if (
          ['warning', 'error'].includes(message.type()) &&
          !/Failed to load resource|net::ERR_|Cross-Origin Request Blocked|NetworkError/i.test(text)
        )
          noise.console.push(text);
      });
      await use(noise);
    },
  });
export { expect } from '@playwright/test';
