/** How long the page took to answer: the arithmetic of INP. */

/** An entry of type `event` or `first-input`. */
export interface EventTiming extends Pick<PerformanceEntry, 'startTime' | 'duration'> {
  readonly processingStart: number;
  readonly processingEnd: number;
  readonly interactionId?: number;
  readonly target?: Node | null;
}

/** Handlers that ran before one and the same paint. */
interface Frame {
  paint: number;
  from: number;
  to: number;
}

/** One tap, click or key, by the slowest of its events. */
export interface Interaction {
  id: number;
  latency: number;
  at: number;
  frame: Frame;
  target?: Node | null | undefined;
  /** Script that kept it waiting, '' when unknown. */
  source?: string;
}

/** Parts of the time until an answer; their sum is its latency. */
export interface AnswerParts extends Record<string, number> {
  inputDelayMs: number;
  processingMs: number;
  presentationMs: number;
}

/** When an interaction began and was painted, and where the time went. */
export const answerOf = ({ at, latency, frame }: Interaction): { painted: number; parts: AnswerParts } => {
  // handlers of another event may have been running already, and latencies are rounded
  const began = Math.max(frame.from, at);
  const painted = Math.max(at + latency, began);
  const ended = Math.min(frame.to, painted);
  return { painted, parts: { inputDelayMs: began - at, processingMs: ended - began, presentationMs: painted - ended } };
};

/** Interactions of which one is left out, the slowest first: so the answer is the 98th percentile (web.dev/articles/inp). */
const ONE_IN = 50;
/** Slowest interactions that are kept: enough for 500, when the eleventh is asked for. */
const SLOWEST = 10;
/** Durations come in steps of 8 ms, so that paints that differ less may be one. */
const STEP_MS = 8;
/** Chromium counts ids up by 7, so that nobody takes them for a number of interactions. */
const ID_STEP = 7;

/** Interactions of one navigation. */
export interface Interactions {
  /** Takes an event, whether of an interaction or not. */
  add(event: EventTiming): void;
  /** The one that stands for all; undefined when none was slow enough to be told. */
  worst(): Interaction | undefined;
  /** How many there were. */
  count(): number;
}

/** Follows interactions; `total` is how many the document has had, where the browser counts them. */
export const createInteractions = (total: () => number | undefined): Interactions => {
  const before = total() ?? 0;
  const slowest: Interaction[] = [];
  let frames: Frame[] = [];
  let firstId = Infinity;
  let lastId = 0;
  const count = (): number => {
    const counted = total();
    return counted === undefined ? lastId && (lastId - firstId) / ID_STEP + 1 : counted - before;
  };
  return {
    add({ startTime: at, duration, processingStart: from, processingEnd: to, interactionId: id, target }) {
      const paint = at + duration;
      let frame = frames.find((one) => Math.abs(one.paint - paint) <= STEP_MS);
      if (!frame) frames = [(frame = { paint, from, to }), ...frames.slice(0, SLOWEST - 1)];
      frame.from = Math.min(frame.from, from);
      frame.to = Math.max(frame.to, to);
      if (!id) return;
      firstId = Math.min(firstId, id);
      lastId = Math.max(lastId, id);
      let known = slowest.find((one) => one.id === id);
      if (!known) slowest.push((known = { id, latency: -1, at, frame }));
      if (duration > known.latency) Object.assign(known, { latency: duration, at, frame });
      known.target ??= target;
      slowest.sort((a, b) => b.latency - a.latency).splice(SLOWEST);
    },
    worst: () => slowest[Math.min(slowest.length - 1, Math.floor(count() / ONE_IN))],
    count,
  };
};
