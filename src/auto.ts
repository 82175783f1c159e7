/** The script tag: reads its own `data-*`, publishes one global, and replays what the stub queued. */
import { signalsFile } from './version.ts';
import { begin } from './begin.ts';
import { createInertClient } from './inert.ts';
import { attempt } from './page/attempt.ts';
import { standard } from './options.ts';
import { kindOf } from './page/value.ts';
import type { LoadSignals } from './client.ts';

/** A queued call; `early` is an `error` or `unhandledrejection` event. */
type Call = [method: string, ...args: unknown[]];
type Given = Record<string, unknown>;
type Functions = Record<string, ((...args: unknown[]) => unknown) | undefined>;

/** The value of an attribute for an option of a kind. */
const valueOf = (text: string, kind: string): unknown =>
  kind === 'string'
    ? text
    : kind === 'boolean'
      ? text !== 'false'
      : kind === 'number'
        ? parseFloat(text)
        : (text.match(/[^\s,]+/g) ?? []);

try {
  let src = '';
  const page = window as unknown as { watchglass?: Functions & { q?: Call[] } };
  const queue = page.watchglass?.q ?? [];
  // from where the tag came, whatever is asked for there
  const load: LoadSignals = () => import(src.replace(/[^/]*$/, signalsFile));
  let isAsked: boolean | undefined;
  const api: Functions & { init(options: unknown): unknown } = {
    ...(createInertClient('not started') as unknown as Functions),
    init(options) {
      isAsked = true;
      try {
        const client = begin(options, load, src.split('/', 3).join('/')) as unknown as Functions;
        const call = ([method, ...args]: Call): unknown => client[method]?.(...args);
        queue.splice(0).forEach(call);
        // who kept the stub goes on with it; errors are heard without it now
        delete client['early'];
        queue.push = call as typeof queue.push;
        Object.assign(api, client);
      } catch {
        // a page that took away what lists are emptied by: its client is inert
      }
      return api;
    },
  };
  page.watchglass = api;
  // only at top level, and not in modules: `currentScript` is null in callbacks; what a page took away leaves the client inert
  const tag = document.currentScript as HTMLScriptElement | null;
  src = tag?.src ?? '';
  const dataset: Readonly<Record<string, unknown>> = tag?.dataset ?? {};
  const options: Given = {};
  for (const [key, text] of Object.entries(dataset))
    if (key in standard) options[key] = valueOf(text as string, kindOf((standard as Given)[key]));
  const queued = queue.find(([method]) => method === 'init');
  if (options['key'] || queued) api.init({ ...options, ...(queued?.[1] as object | undefined) });
  // a page that has not called `init` by the end of its load may have forgotten the key: it is told, and may still call
  else addEventListener('load', () => attempt(() => setTimeout(() => isAsked || begin(options, load, src))));
} catch {
  // a page that froze its window: there is nothing to publish on
}
