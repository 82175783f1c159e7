/** The script tag: reads its own `data-*`, publishes one global, and replays what the stub queued. */
import type { Client } from './api.ts';
import { begin, type Started } from './begin.ts';
import type { Options } from './options.ts';
import { createSay, warn } from './page/say.ts';

/** A queued call, or an early `error` or `unhandledrejection` event. */
type Call = [method: string, ...args: unknown[]];

const methods: readonly (keyof Client)[] = [
  'track',
  'page',
  'identify',
  'reset',
  'captureException',
  'flush',
  'stats',
  'on',
  'shutdown',
];

const list = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
const flag = (text: string): unknown => (text === '' || text === 'true' ? true : text === 'false' ? false : text);
const same = (text: string): unknown => text;

/** How each `data-*` becomes an option; what cannot be read stays as it is and is named by the check of options. */
const readers: Record<string, (text: string, options: Record<string, unknown>) => unknown> = {
  key: same,
  endpoint: same,
  release: same,
  environment: same,
  defaults: same,
  sampleRate: (text) => (text.trim() === '' ? text : Number(text)),
  sinks: list,
  debug: flag,
  capture: (text) => {
    const wanted = list(text);
    const all = { pageView: false, click: false, scroll: false, error: false };
    return { ...all, ...Object.fromEntries(wanted.map((name) => [name, true])) };
  },
  allowQuery: (text, options) => ({ ...(options['privacy'] as object), allowQuery: list(text) }),
  hashRouting: (text, options) => ({ ...(options['privacy'] as object), hashRouting: flag(text) }),
};

// only at top level, and not in modules: `currentScript` is null in callbacks
const script = document.currentScript as HTMLScriptElement | null;

function run(data: Record<string, string | undefined>, origin: string): void {
  const name = data['global'] || 'watchglass';
  const page = window as unknown as Record<string, unknown>;
  const before = page[name] as { q?: unknown; init?: unknown; isWatchglass?: true } | undefined;
  if (before?.isWatchglass === true) {
    warn('the script is on this page twice; the second one does nothing');
    return;
  }
  const queue: Call[] = Array.isArray(before?.q) ? before.q : [];
  let client: Started | undefined;

  const drain = (): void => {
    for (const [method, ...args] of queue.splice(0)) {
      if (method === 'error' || method === 'unhandledrejection') client?.early?.(args[0]);
      else if (method !== 'init')
        (client?.[method as keyof Client] as ((...args: unknown[]) => void) | undefined)?.(...args);
    }
  };
  const init = (options: Options): Started => {
    client = begin(options, origin);
    drain();
    return client;
  };
  const api: Record<string, unknown> = { init, isWatchglass: true };
  for (const method of methods)
    api[method] = (...args: unknown[]) =>
      client ? (client[method] as (...args: unknown[]) => unknown)(...args) : void queue.push([method, ...args]);
  page[name] = api;

  const options: Record<string, unknown> = {};
  const unknown: string[] = [];
  for (const [key, value] of Object.entries(data)) {
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    const option = key === 'allowQuery' || key === 'hashRouting' ? 'privacy' : key;
    if (read) options[option] = read(value ?? '', options);
    else if (key !== 'global') unknown.push(key);
  }
  if (unknown.length > 0)
    createSay(options['debug'] === true)('unknown attributes of the script tag:', unknown.join(', '));
  const queued = queue.find(([method]) => method === 'init');
  if ('key' in options) init(options as unknown as Options);
  else if (queued) init(queued[1] as Options);
}

try {
  const src = script?.src ?? '';
  run({ ...script?.dataset }, src ? new URL(src).origin : '');
} catch {
  // a page without a document element, or one that froze its window: there is nothing to publish on
}
