// `npm start`: builds what is missing or stale and starts the collector with its embedded engine, dashboard, demo shop
// and sample visits on loopback. Prints one URL; Ctrl-C ends it. What it keeps lies in `.watchglass/`: delete that
// folder to begin anew. WATCHGLASS_PORT picks the port.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildAll } from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Soon enough that the port is free for the next start. */
const LOOK_MS = 500;

/**
 * Ends this process when the one that started it is gone: `npm` hands on signals (`exec` in package.json leaves no shell
 * between us that would keep them), but when it is killed the collector would live on, unseen, and keep the port.
 */
function endWhenOrphaned() {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), LOOK_MS).unref();
}

try {
  await buildAll({ only: ['sdk', 'dashboard', 'collector'] });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const home = join(root, '.watchglass');
mkdirSync(home, { recursive: true });
process.chdir(home);
// started without npm, outliving the shell is what `&` and `nohup` ask for
if (process.env.npm_lifecycle_event) endWhenOrphaned();
process.argv.splice(2, process.argv.length, 'serve', '--demo', ...process.argv.slice(2));
await import(pathToFileURL(join(root, 'collector/dist/bin.js')).href);
