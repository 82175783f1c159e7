#!/usr/bin/env node
/** The program: reads what it was asked, serves, and ends when it is told to. */
import { fileURLToPath } from 'node:url';
import { loadConfig } from './config/load.ts';
import { readOptions, usage } from './config/options.ts';
import { serve } from './serve.ts';

/** Filled in by the build. */
declare const __VERSION__: string;

/** A stop that takes longer is given up; supervisors kill after 10 s. */
const STOP_MS = 9_500;

/** One Ctrl-C comes twice: from the terminal, and from `npm`, which hands it on. What comes later is meant, ms. */
const SAME_SIGNAL_MS = 1_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.command === 'help') return say(usage);
  if (options.command === 'version') return say(__VERSION__);
  const config = await loadConfig(options, process.env);
  for (const note of config.notes) complain(note);
  let askedAt: number | undefined;
  let stop = (): void => void process.exit(0);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (askedAt === undefined) {
        askedAt = performance.now();
        stop();
      } else if (performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(1);
    });
  const collector = await serve({
    config,
    publicFolder: fileURLToPath(new URL('./public', import.meta.url)),
    clock: Date.now,
    writeLog: (line) => void process.stderr.write(line),
  });
  stop = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void collector.stop().then(() => process.exit(0));
  };
  const what = config.demo ? 'shop and dashboard' : 'dashboard';
  say(
    `Watchglass: ${collector.loginLink}  (${what}; logs you in once, within 10 minutes; later: ${collector.tokenPlace})`,
  );
}

run().catch((error: unknown) => {
  complain(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
