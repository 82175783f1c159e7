// Every page of signals (`test/pages/`) in WebKitGTK, one after the other in one window. A line for each, and how many
// passed and failed as JSON for `npm test`.
//
//   node test/webkit/pages.mjs [--only name] [--report file]
import { writeFileSync } from 'node:fs';
import { ensureBrowsers } from '../../scripts/browsers.mjs';
import { startWebKit } from './driver.mjs';
import { loadModule } from './module.mjs';
import { webDriver } from './pageDriver.mjs';

/** One page with all its waits; a browser that hangs must not hold up the rest. */
const PAGE_MS = 60_000;

const option = (name) => {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
};

/** What is wrong with a page in this browser. */
async function complaints(page, browser, { runPage, startServer }) {
  const server = await startServer();
  let timer;
  const tooLate = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${PAGE_MS / 1000} s`)), PAGE_MS);
  });
  try {
    return await Promise.race([runPage(page, webDriver(browser), server), tooLate]);
  } catch (error) {
    return [String(error)];
  } finally {
    clearTimeout(timer);
    await server.close();
  }
}

async function main() {
  const { webkit } = await ensureBrowsers(['webkit']);
  if (!webkit) throw new Error('WebKitGTK is not installed and could not be installed here');
  const pages = await loadModule('../pages/everything.ts');
  const { browser, end } = await startWebKit(webkit);
  const counts = { passed: 0, failed: 0 };
  try {
    await browser.manage().setTimeouts({ script: PAGE_MS, pageLoad: PAGE_MS });
    for (const page of pages.signalPages.filter(({ name }) => [undefined, name].includes(option('only')))) {
      let wrong = await complaints(page, browser, pages);
      // as in the other engines: a shared machine stalls now and then, and what passes only the second time is named
      if (wrong.length > 0) {
        console.log(`  again  ${page.title}\n    ${wrong.join('\n    ')}`);
        wrong = await complaints(page, browser, pages);
      }
      counts[wrong.length === 0 ? 'passed' : 'failed'] += 1;
      console.log(`  ${wrong.length === 0 ? 'ok' : 'FAILED'}  ${page.title}`);
      for (const line of wrong) console.log(`    ${line}`);
    }
  } finally {
    await end();
  }
  const file = option('report');
  if (file) writeFileSync(file, JSON.stringify(counts));
  if (counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

await main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
