/** The script tag: reads its own `data-*`, publishes one global, and replays what the stub queued. */
import { begin } from './begin.ts';
import { createInertClient } from './inert.ts';
import { kindOf, standard } from './options.ts';
import { warn } from './page/say.ts';

/** A queued call, or an early `error` or `unhandledrejection` event. */
type Call = [method: string, ...args: unknown[]];
type Given = Record<string, unknown>;
type Functions = Record<string, ((...args: unknown[]) => unknown) | undefined>;

/** The value of an attribute for an option that is `like` by default. */
function valueOf(text: string, like: unknown): unknown {
  const kind = kindOf(like);
  const list: string[] = text.match(/[^\s,]+/g) ?? [];
  if (kind === 'list' || kind === 'object') return list;
  if (kind === 'boolean') return text !== 'false';
  if (kind === 'number') return Number.parseFloat(text);
  return text;
}

try {
  // only at top level, and not in modules: `currentScript` is null in callbacks
  const { src = '', dataset = {} } = (document.currentScript ?? {}) as Partial<HTMLScriptElement>;
  const { global: name = 'watchglass', ...data } = dataset;
  const page = window as unknown as Record<string, Functions & { q?: Call[] }>;
  const stub = page[name];
  if (stub?.['flush'] && !stub.q) warn('the script is on this page twice');
  else {
    const queue = stub?.q ?? [];
    const api: Functions = {
      ...(createInertClient('not started') as unknown as Functions),
      init(options) {
        const client = begin(options, src && new URL(src).origin) as unknown as Functions;
        let early = 'early';
        const call = ([method, ...args]: Call): unknown =>
          client[/^(error|unhandledrejection)$/.test(method) ? early : method]?.(...args);
        Object.assign(api, client);
        queue.splice(0).forEach(call);
        // who kept the stub goes on with it; errors are heard without it now
        early = '';
        queue.push = call as typeof queue.push;
        return client;
      },
    };
    page[name] = api;

    const options: Given = {};
    const privacy: Given = {};
    for (const [key, text = ''] of Object.entries(data)) {
      if (key in standard) options[key] = valueOf(text, (standard as Given)[key]);
      else if (key in standard.privacy) privacy[key] = valueOf(text, (standard.privacy as Given)[key]);
      else if (data['debug'] !== undefined) warn(`unknown attribute: ${key}`);
    }
    const queued = queue.find(([method]) => method === 'init');
    if (data['key'] !== undefined) api['init']?.({ ...options, privacy });
    else if (queued) api['init']?.(queued[1]);
  }
} catch {
  // a page that froze its window: there is nothing to publish on
}
