/**
 * Events that are only known when a view ends. Their latest state is written ahead under one key per view, with the
 * ids it will be sealed under, so that a document that is killed loses 2 s of it and not all; whoever finds the draft
 * of a dead document promotes it to a batch.
 */
import { type BodyOf, type Kind, type Lane, laneOf } from '@watchglass/contract';
import type { NewId } from '../page/ids.ts';
import type { Stop } from '../page/listen.ts';
import { keyOf, type Seal, type Sealed } from './batch.ts';
import type { Ledger } from './ledger.ts';
import type { Outbox } from './outbox.ts';
import type { Shelf } from './shelf.ts';
import type { Made, Stamp } from './stamp.ts';

/** A visible document refreshes its draft at least this often, though nothing changed ... */
const REFRESH_MS = 6_000;
/** ... so that one which has not for this long is dead; a hidden one may sleep for as long as a session lasts. */
const DEAD_VISIBLE_MS = 10_000;
const DEAD_HIDDEN_MS = 1_800_000;

interface Draft {
  batches: Sealed[];
  at: number;
  hidden: boolean;
  tab: string;
  /** Whether the document filled its tab; a frame shares the tab with living documents. */
  top: boolean;
}

interface Slot {
  body: string;
  made?: Made;
}

interface Source {
  kind: Kind;
  read: (ending: boolean) => readonly BodyOf<Kind>[];
  /** The n-th body stays the n-th event. */
  slots: Slot[];
  /** Slots that another document has promoted: they are out and final. */
  out: number;
}

/** What the last states need of the world. */
export interface LastStateOptions {
  shelf: Shelf;
  outbox: Outbox;
  ledger: Ledger;
  stamp: Stamp;
  seal: Seal;
  newId: NewId;
  now: () => number;
  doc: string;
  tab: string;
  isTop: boolean;
  isHidden: () => boolean;
  /** Told when a last state has become an event that is sealed for good. */
  onSealed: (made: Made) => void;
  caught: (error: unknown) => void;
}

/** Last states of the views of one document. */
export interface LastStates {
  /** Registers a source of last states. */
  add<K extends Kind>(kind: K, read: (ending: boolean) => readonly BodyOf<K>[]): Stop;
  /** Reads all and writes the draft if something changed. */
  write(): Promise<void>;
  /** Reads all for the last time and seals; the next view begins with nothing. */
  end(): Promise<void>;
  /** Promotes the drafts of dead documents; tells whether there were any. */
  promote(): Promise<boolean>;
}

/** Last states over an outbox. */
export function createLastStates(options: LastStateOptions): LastStates {
  const { shelf, outbox, ledger, stamp, seal, newId, now, doc, tab, isTop } = options;
  const sources = new Set<Source>();
  let ids = new Map<Lane, string>();
  let key = '';
  let writtenAt = 0;
  let written = '';

  const idOf = (lane: Lane): string => {
    const id = ids.get(lane) ?? newId();
    ids.set(lane, id);
    return id;
  };

  const readSlot = (kind: Kind, body: BodyOf<Kind>, slot: Slot, isNew: boolean): void => {
    const text = JSON.stringify(body);
    if ((!isNew && !slot.made) || text === slot.body) return;
    slot.body = text;
    const made = stamp(kind, body, slot.made);
    const id = idOf(laneOf(kind));
    if (typeof made !== 'string') {
      if (isNew) {
        ledger.capture(1);
        outbox.expect(id, 1);
      }
      slot.made = made;
    } else if (isNew) ledger.drop(made, 1);
    else {
      outbox.lose(id, made);
      delete slot.made;
    }
  };

  /** The batches that the current states make, one per lane. */
  const read = (ending: boolean): Sealed[] => {
    const lanes = new Map<Lane, Made[]>();
    for (const source of sources) {
      let bodies: readonly BodyOf<Kind>[] = [];
      try {
        bodies = source.read(ending);
      } catch (error) {
        // what was read before still stands
        options.caught(error);
      }
      bodies.forEach((body, index) => {
        if (index < source.out) return;
        const slot = source.slots[index];
        const current = slot ?? { body: '' };
        source.slots[index] = current;
        readSlot(source.kind, body, current, !slot);
      });
      for (const { made } of source.slots.slice(source.out)) {
        if (made) lanes.set(made.lane, [...(lanes.get(made.lane) ?? []), made]);
      }
    }
    return [...lanes].map(([lane, made]) =>
      seal(
        made.sort((a, b) => a.event.seq - b.event.seq),
        idOf(lane),
      ),
    );
  };

  const reset = (): void => {
    ids = new Map();
    key = '';
    written = '';
    writtenAt = 0;
  };

  return {
    add(kind, read) {
      const source = { kind, read, slots: [], out: 0 } as Source;
      sources.add(source);
      return () => void sources.delete(source);
    },
    async write() {
      const batches = read(false);
      if (batches.length === 0) return;
      const text = JSON.stringify(batches.map(({ batch }) => batch.events)) + options.isHidden();
      if (text === written && Math.abs(now() - writtenAt) < REFRESH_MS) return;
      const wasWritten = written !== '';
      key ||= `d.${doc}.${newId()}`;
      const view = key;
      written = text;
      writtenAt = now();
      const draft: Draft = { batches, at: writtenAt, hidden: options.isHidden(), tab, top: isTop };
      const isOurs = await outbox.draft(key, batches, draft, wasWritten);
      if (isOurs || key !== view) return;
      // promoted while we slept: those events are on their way, what comes now is appended under new ids
      for (const source of sources) source.out = source.slots.length;
      reset();
    },
    async end() {
      const batches = read(true);
      for (const source of sources) {
        for (const { made } of source.slots.slice(source.out)) if (made) options.onSealed(made);
        source.slots = [];
        source.out = 0;
      }
      const draftKey = key;
      reset();
      if (batches.length > 0) await outbox.put(batches, draftKey);
    },
    async promote() {
      let found = false;
      for (const name of await shelf.keys()) {
        if (!name.startsWith('d.') || name.startsWith(`d.${doc}.`)) continue;
        await shelf.change(name, (old) => {
          if (!old) return {};
          const draft = old as Draft;
          const isOwnTab = isTop && draft.top && draft.tab === tab;
          const limitMs = draft.hidden ? DEAD_HIDDEN_MS : DEAD_VISIBLE_MS;
          if (!isOwnTab && Math.abs(now() - draft.at) < limitMs) return {};
          found = true;
          return { put: draft.batches.map((sealed) => [keyOf(sealed), { batch: sealed.batch }]), del: [name] };
        });
      }
      return found;
    },
  };
}
