/** From options to a client: the checks that come before anything is captured. Shared by the npm and the tag entry. */
import type { AnyEvents, Client } from './api.ts';
import { createClient } from './client.ts';
import { createInertClient } from './inert.ts';
import { type Options, readOptions } from './options.ts';
import { createCookie } from './page/cookie.ts';
import { openIdentity } from './page/identity.ts';
import { createIds } from './page/ids.ts';
import { createSay, warn } from './page/say.ts';
import { createItem } from './page/storage.ts';

/** One place for all copies of the SDK on a page, npm or tag, whatever their version. */
const CURRENT = Symbol.for('watchglass');
/** Windows whose name starts so are looked at, not visited: the dashboard's frame of a page. */
const LOOKING = 'watchglass:inert';

/** The running client, with what only the tag's stub calls. */
export type Started = Client<AnyEvents> & { early?: (event: unknown) => void };

/** Where a visitor falls between 0 and 1, the same in every document: FNV-1a over the id. */
export function position(visitor: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < visitor.length; i++) hash = Math.imul(hash ^ visitor.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** As `init`; `defaultEndpoint` is the origin of the script tag. */
export function begin(options: Options, defaultEndpoint?: string): Started {
  if (typeof window !== 'object' || typeof document !== 'object') return createInertClient('server');
  try {
    return started(options, defaultEndpoint);
  } catch {
    // options with throwing getters, or a page that took something away that nothing works without
    return createInertClient('failed to start');
  }
}

function started(options: Options, defaultEndpoint?: string): Started {
  if (window.name.startsWith(LOOKING)) return createInertClient('looked at in the dashboard');
  const shared = window as unknown as { [CURRENT]?: Started | undefined };
  const current = shared[CURRENT];
  if (current) {
    warn('init: already started; this call gives the first client');
    return current;
  }
  const settings = readOptions(options, defaultEndpoint);
  if (Array.isArray(settings)) {
    warn(`not started. ${settings.join('. ')}.`);
    return createInertClient('wrong options');
  }
  const now = Date.now.bind(Date);
  const newId = createIds(now);
  const identity = openIdentity([createCookie('watchglass'), createItem('localStorage', 'watchglass')], newId, now);
  if (position(identity.ids().visitor) >= settings.sampleRate) return createInertClient('not in the sample');
  const client = createClient({
    settings,
    identity,
    newId,
    now,
    say: createSay(settings.debug),
    onShutdown: () => {
      delete shared[CURRENT];
    },
  });
  shared[CURRENT] = client;
  return client;
}
