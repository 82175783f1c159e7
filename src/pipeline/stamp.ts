/** Gives a captured body the fields that every event carries, asks `beforeSend`, and measures the result. */
import { type BodyOf, type Kind, type Lane, laneOf, limits, type WatchglassEvent } from '@watchglass/contract';
import type { Core } from '../core.ts';

/** A stamped event: the object for listeners, the text that will be sent. */
export interface Made {
  event: WatchglassEvent;
  text: string;
  bytes: number;
  lane: Lane;
}

/** Stamps a body; `again` keeps id and seq of an event that was read before. A string says why there is no event. */
export type Stamp = <K extends Kind>(kind: K, body: BodyOf<K>, again?: Made) => Made | string;

/** UTF-8 bytes of a text. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** Stamps of one document; `seq` counts only what becomes an event, so that it has no gaps. */
export function createStamp(core: Core): Stamp {
  const { beforeSend } = core.settings;
  const { ids } = core.identity;
  let nextSeq = 0;
  let isAsking = false;
  return (kind, body, again) => {
    const { view, url, page } = core.where;
    /** What `beforeSend` cannot change. */
    const fixed = {
      id: again?.event.id ?? core.newId(),
      kind,
      at: core.now(),
      seq: again?.event.seq ?? nextSeq,
      visitor: ids.visitor,
      session: ids.session,
      tab: core.tab,
      doc: core.doc,
      view,
    };
    let event = { ...body, user: ids.user, url, page, ...fixed } as unknown as WatchglassEvent;
    // a hook that tracks would be asked about its own events for ever
    if (isAsking) return 'before_send_error';
    let text: string;
    try {
      isAsking = true;
      const before = { ...event };
      const answer = beforeSend(event);
      if (answer === null) return 'before_send';
      if (typeof answer !== 'object') return 'before_send_error';
      event = { ...before, ...answer, ...fixed } as unknown as WatchglassEvent;
      text = JSON.stringify(event);
    } catch {
      return 'before_send_error';
    } finally {
      isAsking = false;
    }
    const bytes = byteLength(text);
    if (bytes > limits.eventBytes) return 'too_large';
    if (!again) nextSeq++;
    return { event, text, bytes, lane: laneOf(kind) };
  };
}
