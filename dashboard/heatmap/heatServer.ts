/** Answers the painter's messages, in a worker or on the page. */
import type { HeatCells, HeatView } from './cells.ts';
import { createHeat } from './heat.ts';

/** What the painter says. */
export type HeatRequest =
  | { readonly ask: 'cells'; readonly cells: HeatCells }
  | { readonly ask: 'paint'; readonly view: HeatView; readonly reuse?: ArrayBuffer }
  | { readonly ask: 'near'; readonly x: number; readonly y: number; readonly radius: number };

/** What it hears: one answer per `paint` and per `near`, in order. */
export type HeatReply =
  | {
      readonly reply: 'picture';
      readonly width: number;
      readonly height: number;
      readonly pixels: Uint8ClampedArray<ArrayBuffer>;
      readonly clicks: number;
      /** Milliseconds of work. */
      readonly workMs: number;
    }
  | { readonly reply: 'near'; readonly clicks: number };

/** Takes a message. */
export type HeatHandler = (request: HeatRequest) => void;

/**
 * A handler that sends its answers to `send`. `mayPause` is called between slices of work: what it gives is waited
 * for, undefined goes on at once (a worker never has to pause).
 */
export function createHeatServer(
  send: (reply: HeatReply, transfer: Transferable[]) => void,
  mayPause: () => Promise<void> | undefined = () => undefined,
): HeatHandler {
  const heat = createHeat();
  let turn: Promise<void> | undefined;

  function act(request: HeatRequest): Promise<void> | undefined {
    if (request.ask === 'cells') heat.setCells(request.cells);
    else if (request.ask === 'near') {
      send({ reply: 'near', clicks: heat.countNear(request.x, request.y, request.radius) }, []);
    } else return paint(request.view, request.reuse);
    return undefined;
  }

  function paint(view: HeatView, reuse?: ArrayBuffer): Promise<void> | undefined {
    const steps = heat.paint(view, reuse);
    let workMs = 0;
    const goOn = (): Promise<void> | undefined => {
      const started = performance.now();
      for (;;) {
        const step = steps.next();
        if (step.done) {
          workMs += performance.now() - started;
          send({ reply: 'picture', ...step.value, workMs }, [step.value.pixels.buffer]);
          return undefined;
        }
        const pause = mayPause();
        if (!pause) continue;
        workMs += performance.now() - started;
        return pause.then(goOn);
      }
    };
    return goOn();
  }

  return (request) => {
    const done = turn ? turn.then(() => act(request)) : act(request);
    // while one request is in pieces, the next ones wait for it
    const mine = done?.then(() => {
      if (turn === mine) turn = undefined;
    });
    turn = mine;
  };
}
