/**
 * Events that are only known when a view ends. Their latest state is put ahead and held in the outbox under the ids it
 * will be sealed under, so that a document that is killed loses 2 s of it and not all.
 */
import { type Batch, type BodyOf, type Kind, type Lane, laneOf, type WatchglassEvent } from '@watchglass/contract';
import type { CaptureContext } from '../capture/context.ts';
import type { Core } from '../core.ts';
import type { Seal } from './batch.ts';
import { HOLD_HIDDEN_MS } from './outbox.ts';
import { now } from '../page/clock.ts';
import type { Stamp } from './stamp.ts';

/** A visible document renews its hold every 2 s: one that has not for this long is dead. */
const HOLD_VISIBLE_MS = 10_000;

interface Source {
  kind: Kind;
  read: (ending: boolean) => readonly BodyOf<Kind>[];
  /** The n-th body stays the n-th event; '' was refused by the site, or is out already. */
  slots: (WatchglassEvent | '')[];
}

/** Last states of the views of one document. */
export interface LastStates extends Pick<CaptureContext, 'last'> {
  /** Reads all and holds them; when the view is `ending`, seals them, and the next one starts afresh. */
  write(ending: boolean): void;
}

/** Last states that go to `put`; `hear` is told of those that have become events for good. */
export function createLastStates(
  core: Core,
  stamp: Stamp,
  seal: Seal,
  put: (batch: Batch, until: number) => Promise<unknown>,
  hear: (event: WatchglassEvent) => void,
): LastStates {
  const sources: Source[] = [];
  let ids: { [lane in Lane]?: string } = {};

  return {
    last(kind, read) {
      sources.push({ kind, read, slots: [] });
    },
    write(ending) {
      if (!core.where.isOpen) return;
      const all: WatchglassEvent[] = [];
      for (const source of sources) {
        const { kind, read, slots } = source;
        // what was read before still stands when the reading fails
        const made = core
          .guard(read)(ending)
          ?.map((body, index) => {
            const slot = slots[index];
            return slot === '' ? slot : (stamp(kind, body, slot) ?? '');
          });
        Object.assign(slots, made);
        all.push(...(slots.filter(Boolean) as WatchglassEvent[]));
        if (ending) source.slots = [];
      }
      const until = ending ? 0 : now() + (core.isHidden() ? HOLD_HIDDEN_MS : HOLD_VISIBLE_MS);
      for (const batch of seal(all, (lane) => (ids[lane] ??= core.newId())))
        void put(batch, until).then((isOurs) => {
          const { lane } = batch;
          if (isOurs || ids[lane] !== batch.batch) return;
          // sent by another document while we slept: those events are out, what comes is appended under a new id
          delete ids[lane];
          for (const { kind, slots } of sources) if (laneOf(kind) === lane) slots.fill('');
        });
      if (!ending) return;
      ids = {};
      all.forEach(hear);
    },
  };
}
