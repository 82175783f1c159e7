/** How often an error came after its fifth time in a view: one event for all of them when the view ends. */
import type { BodyOf } from '@watchglass/contract';
import type { Capture } from './context.ts';

type Body = BodyOf<'error'>;

/** Errors of a view that are counted; a page with more loops than these has one cause. */
const LOOPS = 10;
/** Characters of JSON that those which are told may have: half a batch, so that a page that is left can send the last states. */
const ROOM = 8_192;

/** Starts counting what `error_cap` kept back. Each still counts as dropped: the event says what it was. */
export const captureErrorCount: Capture = (ctx) => {
  const { drop } = ctx;
  let loops = new Map<string, Body>();
  /** In the order in which they came twice: what was told never changes its place. */
  let told: Body[] = [];
  let room = ROOM;
  ctx.drop = (reason, repeated) => {
    drop(reason);
    if (!repeated) return;
    const name = JSON.stringify([repeated.type, repeated.message, repeated.stack]);
    const known = loops.get(name);
    if (!known) {
      if (loops.size < LOOPS) loops.set(name, { ...repeated });
      return;
    }
    known.count++;
    if (known.count > 2) return;
    room -= name.length + JSON.stringify([known.causes, known.properties]).length;
    if (room > 0) told.push(known);
  };
  ctx.last('error', (ending) => {
    const all = told;
    if (ending) {
      loops = new Map();
      told = [];
      room = ROOM;
    }
    return all;
  });
};
