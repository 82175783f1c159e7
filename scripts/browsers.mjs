// Finds the browsers that tests and the demo's traffic drive, and installs what is missing where that is possible:
// Playwright's own builds first (what most developers have), then the system's, then Debian's packages for root.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Engines we test on, and how to get each. */
const engines = {
  chromium: {
    variable: 'CHROMIUM',
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    packages: ['chromium', 'fonts-liberation'],
    playwright: true,
  },
  firefox: {
    variable: 'FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    packages: ['firefox-esr', 'fonts-liberation'],
    playwright: true,
  },
  webkit: {
    variable: 'WEBKIT_DRIVER',
    commands: ['WebKitWebDriver'],
    packages: ['webkit2gtk-driver', 'xvfb', 'xauth', 'fonts-liberation'],
    playwright: false,
  },
};

/** Names of the engines. */
export const engineNames = Object.keys(engines);

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function onPath(command) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

async function playwrightBuild(name) {
  const playwright = await import('playwright');
  const file = playwright[name].executablePath();
  return file && existsSync(file) ? file : undefined;
}

/**
 * Where an engine is: `{ executablePath, channel? }` for Playwright (`channel` when a stock Firefox has to be driven
 * over WebDriver BiDi), `{ executablePath, miniBrowser }` for WebKitGTK; undefined when it is not installed.
 */
export async function findBrowser(name) {
  const engine = engines[name];
  const named = process.env[engine.variable];
  if (named && isExecutable(named)) return described(name, named, false);
  const own = engine.playwright ? await playwrightBuild(name) : undefined;
  if (own) return described(name, own, true);
  const system = engine.commands.map(onPath).find(Boolean);
  return system ? described(name, system, false) : undefined;
}

function described(name, executablePath, isPlaywrightBuild) {
  if (name === 'firefox') return { executablePath, ...(isPlaywrightBuild ? {} : { channel: 'moz-firefox' }) };
  if (name !== 'webkit') return { executablePath };
  const miniBrowser = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
    .flatMap((abi) => ['4.1', '4.0', '6.0'].map((version) => `/usr/lib/${abi}/webkit2gtk-${version}/MiniBrowser`))
    .find(isExecutable);
  return miniBrowser && onPath('xvfb-run') ? { executablePath, miniBrowser } : undefined;
}

const run = (command, args) =>
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;

const isDebianRoot = () =>
  process.getuid?.() === 0 &&
  existsSync('/etc/os-release') &&
  /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));

/** The engines of `names` that are there, after an attempt to install those that are not. */
export async function ensureBrowsers(names) {
  const found = {};
  const missing = [];
  for (const name of names) {
    const browser = await findBrowser(name);
    if (browser) found[name] = browser;
    else missing.push(name);
  }
  if (missing.length === 0) return found;
  if (isDebianRoot()) {
    const packages = [...new Set(missing.flatMap((name) => engines[name].packages))];
    console.log(`Installing ${packages.join(', ')} ...`);
    if (run('apt-get', ['update', '-qq'])) {
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages]);
    }
  } else {
    const ours = missing.filter((name) => engines[name].playwright);
    if (ours.length > 0) {
      console.log(`Installing ${ours.join(' and ')} for Playwright ...`);
      run(process.execPath, ['node_modules/playwright/cli.js', 'install', ...ours]);
    }
  }
  for (const name of missing) {
    const browser = await findBrowser(name);
    if (browser) found[name] = browser;
  }
  return found;
}

/** Arguments every Chromium here is started with: root needs no-sandbox, and a test needs no calls home. */
export const chromiumArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Playwright launch options for an engine found by {@link findBrowser}. */
export const launchOptions = (name, browser) => ({
  executablePath: browser.executablePath,
  ...(browser.channel ? { channel: browser.channel } : {}),
  ...(name === 'chromium' ? { args: chromiumArgs } : {}),
});
