/** Gives a captured body the fields that every event carries, asks `beforeSend`, and measures the result. */
import { type BodyOf, type Kind, limits, type WatchglassEvent } from '@watchglass/contract';
import type { Core } from '../core.ts';
import { byteLength } from '../page/byteLength.ts';
import { now } from '../page/clock.ts';
import type { Ledger } from './ledger.ts';

/**
 * Stamps a body and counts it. `again` is what an earlier reading of the same event came to: it keeps its id and seq,
 * and stands when the site refuses the new reading. Undefined when there is no event.
 */
export type Stamp = <K extends Kind>(kind: K, body: BodyOf<K>, again?: WatchglassEvent) => WatchglassEvent | undefined;

/** Stamps of one document; `seq` counts only what becomes an event, so that it has no gaps. */
export function createStamp(core: Core, ledger: Ledger): Stamp {
  const { ids } = core.identity;
  let nextSeq = 0;
  let isAsking = false;
  /** The event, or why there is none. */
  const make = (kind: Kind, body: object, again?: WatchglassEvent): WatchglassEvent | string => {
    // a hook that tracks would be asked about its own events for ever
    if (isAsking) return 'before_send_error';
    const { view, url, page } = core.where;
    /** What `beforeSend` cannot change. */
    const fixed = {
      id: again?.id ?? core.newId(),
      kind,
      at: now(),
      seq: again?.seq ?? nextSeq,
      visitor: ids.visitor,
      session: ids.session,
      tab: core.tab,
      doc: core.doc,
      view,
    };
    const event = { ...body, user: ids.user, url, page, ...fixed } as unknown as WatchglassEvent;
    isAsking = true;
    try {
      const answer = core.settings.beforeSend({ ...event });
      if (answer === null) return 'before_send';
      if (typeof answer !== 'object') return 'before_send_error';
      const text = JSON.stringify({ ...event, ...answer, ...fixed });
      // the hook may keep its object and change it later
      return byteLength(text) > limits.eventBytes ? 'event_too_large' : (JSON.parse(text) as WatchglassEvent);
    } catch {
      return 'before_send_error';
    } finally {
      isAsking = false;
    }
  };
  return (kind, body, again) => {
    const made = make(kind, body, again);
    const isEvent = typeof made === 'object';
    if (!again) {
      ledger.captured++;
      if (isEvent) nextSeq++;
      else ledger.drop(made, 1);
    }
    return isEvent ? made : again;
  };
}
