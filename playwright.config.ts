// Browser tests on the engines that are installed here; WebKit has its own driver (test/webkit/).
import { defineConfig } from '@playwright/test';
import { findBrowser, launchOptions } from './scripts/browsers.mjs';
import { longInFirefox } from './scripts/longInFirefox.mjs';

const chromium = await findBrowser('chromium');
const firefox = await findBrowser('firefox');

// `npm run test:long` runs what has no time in `npm test`: tests with a tag, and in Firefox much that is no engine's affair;
// what an engine may do otherwise (the SDK, the whole loop, a page of each signal) runs in both.
const isLong = process.env['WATCHGLASS_LONG'] === '1';

// `npm test` names the engines that are missing; a project without its browser would only fail with a riddle.
export default defineConfig({
  testDir: 'test',
  testMatch: [
    'browser/**/*.spec.ts',
    'loop/**/*.spec.ts',
    'pages/**/*.spec.ts',
    'faults/**/*.spec.ts',
    'hostile/**/*.spec.ts',
    'corpus/**/*.spec.ts',
    'soak/**/*.spec.ts',
  ],
  outputDir: '.cache/playwright',
  fullyParallel: true,
  // more than cores: half of a test is waiting for what the browser does later
  workers: 4,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  // a shared machine stalls now and then; what passes only the second time is named as flaky by the run
  retries: 1,
  reporter: process.env['WATCHGLASS_REPORT']
    ? [['line'], ['json', { outputFile: process.env['WATCHGLASS_REPORT'] }]]
    : 'line',
  projects: [
    ...(chromium
      ? [
          {
            name: 'chromium',
            ...(isLong ? {} : { grepInvert: /@long(?!-)/ }),
            use: { browserName: 'chromium' as const, launchOptions: launchOptions('chromium', chromium) },
          },
        ]
      : []),
    ...(firefox
      ? [
          {
            name: 'firefox',
            // a stock Firefox can neither be killed with its profile kept, nor freeze or crash a tab
            ...(isLong
              ? { grepInvert: /@chromium/ }
              : { grepInvert: /@long|@chromium/, testIgnore: [...longInFirefox, 'faults/*.spec.ts'] }),
            use: {
              browserName: 'firefox' as const,
              ...(firefox.channel ? { channel: firefox.channel } : {}),
              launchOptions: launchOptions('firefox', firefox),
            },
          },
        ]
      : []),
  ],
});
