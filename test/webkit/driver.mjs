// A WebKitGTK browser over WebDriver, on a display of its own.
import { spawn } from 'node:child_process';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Builder, Capabilities } from 'selenium-webdriver';

const START_MS = 15_000;
const END_MS = 3_000;
/** The display removes its lock file when it is asked to end, not when it is killed. */
const TIDY_MS = 500;

const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function isUp(url) {
  try {
    return (await (await fetch(`${url}/status`)).json()).value.ready === true;
  } catch {
    return false;
  }
}

/** Starts display, driver and browser; `end` ends all three, also when the browser hangs. */
export async function startWebKit({ executablePath, miniBrowser }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // WebKitGTK has no headless mode. A process group of its own, so that one signal reaches the display too
  const child = spawn('xvfb-run', ['-a', executablePath, '--host=127.0.0.1', `--port=${port}`], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // already gone
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    await Promise.race([ended, sleep(END_MS, undefined, { ref: false })]);
    await sleep(TIDY_MS);
    signal('SIGKILL');
  };
  try {
    for (const until = Date.now() + START_MS; !(await isUp(url)); await sleep(100)) {
      if (Date.now() > until || child.exitCode !== null) throw new Error('WebKitWebDriver did not start');
    }
    const browser = await new Builder()
      .usingServer(url)
      .withCapabilities(
        new Capabilities({
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
        }),
      )
      .build();
    const end = async () => {
      await Promise.race([browser.quit().catch(() => {}), sleep(END_MS, undefined, { ref: false })]);
      await stop();
    };
    return { browser, end };
  } catch (error) {
    await stop();
    throw error;
  }
}
