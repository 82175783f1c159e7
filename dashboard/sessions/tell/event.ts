/** What an event tells, in words: one line, small notes, named values. A function per kind, a file per group. */
import type { Json, Kind, StoredEvent } from '@watchglass/contract';
import { failure } from './failure.ts';
import { frustration } from './frustration.ts';
import { looking } from './looking.ts';
import { site } from './site.ts';
import { speed } from './speed.ts';
import { type Tellers, type Told, told, valueText } from './told.ts';
import { visit } from './visit.ts';

const tellers: Tellers<Kind> = { ...visit, ...frustration, ...looking, ...failure, ...speed, ...site };

/** Fields that every stored event has, whatever it is about. */
const common: ReadonlySet<string> = new Set(
  (
    'id kind at seq visitor user session tab doc view url page ' +
    'batch release environment sampleRate receivedAt skewMs browser batchDrops'
  ).split(' '),
);

/** A kind that is younger than this dashboard: its own fields, as they are. */
const plainly = (event: StoredEvent): Told =>
  told({
    values: Object.entries(event)
      .filter(([name]) => !common.has(name))
      .map(([name, value]) => [name, valueText(value as Json)]),
  });

/** Says what an event tells. */
export const tellOf = (event: StoredEvent): Told =>
  Object.hasOwn(tellers, event.kind) ? (tellers[event.kind] as (event: StoredEvent) => Told)(event) : plainly(event);
