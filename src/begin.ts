/** From options to a client: the checks that come before anything is captured. Shared by the npm and the tag entry. */
import { openIdentity } from './page/identity.ts';
import { createInertClient, nothing } from './inert.ts';
import { createItem } from './page/storage.ts';
import { warn } from './page/say.ts';
import { readOptions } from './options.ts';
import { now } from './page/clock.ts';
import { createCookie } from './page/cookie.ts';
import { tryLanguage } from './page/language.ts';
import { createClient, type LoadSignals, type Started } from './client.ts';
import { createIds } from './page/ids.ts';

/** Where a visitor falls between 0 and 1, the same in every document: the end of a UUIDv7 is random already. */
export const position = (visitor: string): number => parseInt(visitor.slice(-8), 16) / 2 ** 32;

/** As `init`; `endpoint` is the origin of the script tag. */
export function begin(options: unknown, loadSignals: LoadSignals, endpoint?: string): Started {
  try {
    // one place for all copies of the SDK on a page, npm or tag, whatever their version
    const place = Symbol.for('watchglass');
    const page = window as unknown as Record<symbol, Started | undefined>;
    const current = page[place];
    if (current) {
      warn('started twice');
      return current;
    }
    // the dashboard draws over a frame of the page: looking must not add events
    if (window.name.startsWith('watchglass:')) return createInertClient('looked at');
    const settings = readOptions(options, endpoint);
    if (typeof settings === 'string') {
      warn(settings);
      return createInertClient(settings);
    }
    tryLanguage(nothing);
    const newId = createIds(now);
    const identity = openIdentity([createCookie(), createItem('localStorage')], newId, now);
    if (position(identity.ids.visitor) >= settings.sampleRate) return createInertClient('sampled out');
    return (page[place] = createClient(settings, identity, newId, loadSignals, () => {
      delete page[place];
    }));
  } catch {
    // a server, options with throwing getters, or a page that took something away that nothing works without
    return createInertClient('no page');
  }
}
