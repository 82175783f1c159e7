/** Gives a captured body the fields that every event carries, asks `beforeSend`, and measures the result. */
import { type BodyOf, type Kind, type Lane, laneOf, limits, type WatchglassEvent } from '@watchglass/contract';
import type { Identity } from '../page/identity.ts';
import type { NewId } from '../page/ids.ts';

/** A stamped event: the object for listeners, the text that will be sent. */
export interface Made {
  event: WatchglassEvent;
  text: string;
  bytes: number;
  lane: Lane;
}

/** View of the document that events belong to. */
export interface Where {
  view: string;
  url: string;
  page: string;
}

/** Stamps a body; `again` keeps id and seq of an event that was read before. A string says why there is no event. */
export type Stamp = <K extends Kind>(kind: K, body: BodyOf<K>, again?: Made) => Made | string;

/** What `beforeSend` cannot change. */
const FIXED = ['id', 'kind', 'at', 'seq', 'visitor', 'session', 'tab', 'doc', 'view'] as const;

/** What a stamp needs to know. */
export interface StampOptions {
  identity: Identity;
  newId: NewId;
  now: () => number;
  doc: string;
  tab: string;
  where: () => Where;
  beforeSend: ((event: WatchglassEvent) => unknown) | undefined;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** The event after the site's hook, or why it is dropped. */
function asked(event: WatchglassEvent, hook: (event: WatchglassEvent) => unknown): WatchglassEvent | string {
  const before: Record<string, unknown> = { ...event };
  let answer: unknown;
  try {
    answer = hook(event);
    if (answer === null) return 'before_send';
    if (typeof answer !== 'object') return 'before_send_error';
    const after: Record<string, unknown> = { ...answer };
    for (const name of Object.keys(before)) {
      // a field that is gone or of another type would make the receiver refuse the event
      if (typeof after[name] !== typeof before[name] || (FIXED as readonly string[]).includes(name))
        after[name] = before[name];
    }
    return after as unknown as WatchglassEvent;
  } catch {
    return 'before_send_error';
  }
}

/** Stamps of one document; `seq` counts only what becomes an event, so that it has no gaps. */
export function createStamp({ identity, newId, now, doc, tab, where, beforeSend }: StampOptions): Stamp {
  let nextSeq = 0;
  let isAsking = false;
  return (kind, body, again) => {
    const { visitor, user, session } = identity.ids();
    let event = {
      ...body,
      id: again?.event.id ?? newId(),
      kind,
      at: Math.round(now()),
      seq: again?.event.seq ?? nextSeq,
      visitor,
      user,
      session,
      tab,
      doc,
      ...where(),
    } as unknown as WatchglassEvent;
    if (beforeSend) {
      // a hook that tracks would be asked about its own events for ever
      if (isAsking) return 'before_send_error';
      isAsking = true;
      const answer = asked(event, beforeSend);
      isAsking = false;
      if (typeof answer === 'string') return answer;
      event = answer;
    }
    const text = JSON.stringify(event);
    const bytes = byteLength(text);
    if (bytes > limits.eventBytes) return 'too_large';
    if (!again) nextSeq++;
    return { event, text, bytes, lane: laneOf(kind) };
  };
}
