/**
 * What a page does after a click or a swipe: whether it answered, and when. It hears mutations and what the browser tells
 * of, and knows what the page does by itself from having seen it happen without either.
 */
import { type EventOf, isElement } from '@watchglass/contract';
import { listenForActs } from './acts.ts';
import type { CaptureContext } from './context.ts';
import { beat, createHabits, type Habit, isChange } from './habit.ts';
import { isSeen, remember } from './seen.ts';
import { refusedPress } from './refused.ts';
import { attempt } from '../page/attempt.ts';
import { contains } from '../page/contains.ts';
import { canvases, watchDrawing } from '../page/drawn.ts';
import { isPage } from '../page/element.ts';
import type { Stop } from '../page/listen.ts';
import { written } from '../page/written.ts';
import { type Outcome, type Owner, pressAt, type Reactions, type Watched, type WatchedClick } from './watched.ts';

/** A click comes so soon after its press. */
const PRESS_MS = 1_500;
/** Scrolling that a click began has begun by then. */
const SCROLL_MS = 800;
/** So long a change may take that no request explains. */
const WATCH_MS = 2_600;
/** So long a request is waited for. */
const PATIENT_MS = 10_500;
/** A change elsewhere is an answer when it comes so soon. */
const SOON_MS = 600;
/** What a request brought is drawn by then. */
const DRAWN_MS = 400;
/** So long after the last click a change that comes again comes by itself. */
const LONE_MS = 1_500;
/** So long is waited for a change elsewhere to come again, when it alone speaks for an answer: slides turn so slowly. */
const DOUBT_MS = 6_000;
/** Frames of a page that are looked at. */
const FRAMES = 5;
/** Records of one callback that are looked at. */
const RECORDS = 200;
/** Records in a second of a page that is too busy to be learned. */
const BUSY = 500;

/** Starts watching. */
export function createReactions(ctx: CaptureContext): Reactions {
  const begun: ((click: WatchedClick) => void)[] = [];
  const refused: ((press: WatchedClick) => void)[] = [];
  const settled: ((click: WatchedClick, outcome: Outcome) => void)[] = [];
  let latest: WatchedClick | undefined;
  const open = new Map<Watched, Stop>();
  const habitOf = createHabits();
  /** Clicks and swipes since nothing was open. */
  let clicks = 0;
  let pending: EventOf<'click'> | undefined;
  /** Of what the task is that runs. */
  let owner: Owner | undefined;
  /** Last press of a pointer, of which no click has come yet. */
  let press = pressAt(-PRESS_MS);
  let pressedAt = 0;
  /** Times that nothing was open. */
  let period = 0;
  let requests = 0;
  let requestEndedAt = 0;
  /** Records since then, of at most a second. */
  let records = 0;
  let countedFrom = 0;
  let isBusy = false;
  const now = (): number => performance.now();

  const answer = (one: Owner): void => {
    one.answerMs ||= now() - one.at || 1;
  };
  const note = (list: readonly MutationRecord[]): void => {
    const at = now();
    if (at - countedFrom > 1_000) {
      countedFrom = at;
      records = 0;
    }
    records += list.length;
    if (records > BUSY && !isBusy) {
      isBusy = true;
      if (!open.size) observer.disconnect();
    }
    for (const record of list.slice(0, RECORDS)) {
      const { target } = record;
      if (!isChange(record)) continue;
      const habit = habitOf(record);
      const isTask = owner && !habit.isRestless;
      const counted = isTask ? habit : beat(habit, at, period, !open.size && at - press.at > PRESS_MS);
      if (owner) {
        // a busy page lets its own timers into the task
        owner.sync += counted ? 1 : owner.restless;
        if (counted || owner.restless) {
          remember(owner.changed, record);
          answer(owner);
          continue;
        }
      }
      if (!counted) continue;
      for (const one of open.keys()) {
        const ms = at - one.at;
        const [place] = one.path as [Element];
        const around = one.path.find((element) => element !== place && !isPage(element)) ?? place;
        const changes = contains(around, target) ? one.near : one.far;
        const firstMs = changes.get(counted) ?? ms;
        const isAnswered = requestEndedAt && at - requestEndedAt < DRAWN_MS;
        // what was taken for an answer
        if (changes === one.far && ms - firstMs > SOON_MS && at - pressedAt > LONE_MS && !isAnswered)
          counted.isRestless = true;
        changes.set(counted, firstMs);
        remember(one.changed, record);
        if (isAnswered) one.answered = 1;
        if (changes === one.near || ms < SOON_MS) answer(one);
      }
    }
  };
  const observer = new MutationObserver(ctx.guard(note));
  const observe = (root: Node): void =>
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeOldValue: true,
      characterData: true,
      characterDataOldValue: true,
    });
  /** Frames answer to the page around them, and the page to its frames; another site's cannot be seen. */
  const observeFrames = (): void => {
    const inner = Array.from({ length: Math.min(window.length, FRAMES) }, (_, at) => window[at]);
    for (const frame of [window.parent, ...inner])
      attempt(() => frame !== window && observe((frame as Window).document));
  };
  const close = (one: Watched): void => {
    open.get(one)?.();
    open.delete(one);
    if (open.size) return;
    clicks = 0;
    period++;
    if (isBusy) observer.disconnect();
  };
  const settle = (one: Watched): void => {
    // what changes more often than somebody clicked does so by itself
    const first = (changes: Map<Habit, number>): number => {
      const ms = Math.min(
        ...[...changes].flatMap(([{ beats, isRestless }, at]) => (isRestless || beats > clicks + 1 ? [] : at)),
      );
      return Number.isFinite(ms) ? Math.round(ms) : 0;
    };
    if (!isSeen(one.changed)) {
      one.sync = 0;
      one.near.clear();
      one.far.clear();
    }
    const outcome = { watchedMs: Math.round(now() - one.at), nearMs: first(one.near), farMs: first(one.far) };
    close(one);
    one.over(outcome);
  };
  const wait = (one: Watched, ms: number): void => {
    open.set(
      one,
      ctx.after(ms, () => {
        const age = now() - one.at;
        const isDoubted = one.far.size && !(one.sync || one.acted || one.near.size);
        if ((requests && age < PATIENT_MS) || (isDoubted && age < DOUBT_MS)) wait(one, 250);
        else if (requestEndedAt && now() - requestEndedAt < DRAWN_MS) wait(one, DRAWN_MS);
        else settle(one);
      }),
    );
  };
  /** Counts an answer that is no change: for what runs, else for all that is waited for. */
  const act = (these: Iterable<Owner> = owner ? [owner] : open.keys()): void => {
    for (const one of these) {
      one.acted++;
      answer(one);
    }
  };
  /** As the browser tells of it: while a pointer is pressed that is the end of what was before, a field that was left. */
  const told = (): void => {
    if (owner !== press) act();
  };
  const channel = new MessageChannel();
  const atEnd: (() => unknown)[] = [];
  // a timer that is due may come before another timer, and a message before both
  // a handler starts the port, whose own method has a name that the build shortens
  // oxlint-disable-next-line unicorn/prefer-add-event-listener
  channel.port1.onmessage = ctx.guard(() => {
    owner = undefined;
    for (const run of atEnd.splice(0)) run();
  });
  ctx.stops.add(() => channel.port1.close());
  const task = (of: Owner): void => {
    observer.takeRecords();
    owner = of;
    channel.port2.postMessage(0);
  };
  const begin = (whole: readonly EventTarget[], restless: number, over: Watched['over']): Watched => {
    if (isBusy) observe(document);
    for (const node of whole) if (attempt(() => node instanceof ShadowRoot)) observe(node as Node);
    observeFrames();
    return {
      path: whole.filter((one) => isElement(one)) as Element[],
      at: now(),
      sync: 0,
      restless,
      near: new Map(),
      far: new Map(),
      changed: new Map(),
      acted: 0,
      answered: 0,
      answerMs: 0,
      over,
    };
  };

  const watchClick = (click: EventOf<'click'>, event: PointerEvent): WatchedClick => {
    const before = written();
    const look = (): void => {
      if (written() !== before) act([one]);
    };
    atEnd.push(look);
    const one: WatchedClick = {
      ...begin(event.composedPath(), 0, (outcome) => {
        look();
        for (const listener of settled) listener(one, outcome);
      }),
      click,
      event,
      drawing: canvases()[0] && watchDrawing(ctx.after),
    };
    return one;
  };

  const hearRefused = (event: PointerEvent): void => {
    const [click, looksAlive] = refusedPress(event) ?? [];
    if (!click) return;
    const one = watchClick(click, event);
    if (looksAlive) wait(one, WATCH_MS);
    for (const listener of refused) listener(one);
  };

  ctx.on('click', (event) => {
    pending = event;
  });
  ctx.listen<PointerEvent>(window, 'click', (event) => {
    const click = pending;
    pending = undefined;
    if (!click?.trusted || event.button) return;
    clicks++;
    const one = watchClick(click, event);
    // a page may answer the press, or the finger that is lifted
    if (one.at - press.at < PRESS_MS && press.answerMs) {
      one.sync = press.sync;
      one.acted = press.acted;
      for (const [node, words] of press.changed) one.changed.set(node, words);
      answer(one);
    }
    press = pressAt(-PRESS_MS);
    task(one);
    wait(one, WATCH_MS);
    latest = one;
    for (const listener of begun) listener(one);
  });
  ctx.listen<PointerEvent>(window, 'pointerdown mousedown touchstart pointerup mouseup touchend', (event) => {
    const { type } = event;
    pressedAt = now();
    if (type === 'pointerdown') {
      press = pressAt(now());
      hearRefused(event);
    }
    task(press);
  });
  /** What the page was heard to do when nobody did anything. */
  const own = new Set<string>();
  listenForActs(ctx, {
    told,
    called(name, from) {
      // a button that springs back under the finger does so whether it does anything else or not
      if (latest?.path.includes(from as Element)) return;
      if (owner || !own.has(name)) act();
      if (!owner && !open.size) own.add(name);
    },
    scrolled: () => act([...open.keys()].filter(({ at }) => now() - at < SCROLL_MS)),
  });
  ctx.listen(window, 'submit', (event) => {
    atEnd.push(() => event.defaultPrevented || told());
  });
  ctx.listen<FocusEvent>(window, 'focusin', ({ target }) => {
    if (!latest?.path.includes(target as Element)) told();
  });
  ctx.listen(window, 'pagehide', () => {
    for (const one of open.keys()) {
      if (now() - one.at < 1_500) one.acted++;
      settle(one);
    }
  });
  observe(document);
  observeFrames();
  ctx.stops.add(() => observer.disconnect());
  return {
    onClick: (listener) => void begun.push(listener),
    onRefused: (listener) => void refused.push(listener),
    onOutcome: (listener) => void settled.push(listener),
    watch(path, restless, over) {
      const one = begin(path, restless, over);
      open.set(one, () => {});
      return {
        one,
        inTask: () => task(one),
        done() {
          // the page was left meanwhile
          if (!open.has(one)) return;
          clicks++;
          wait(one, WATCH_MS);
        },
        forget: () => close(one),
      };
    },
    last: () => ({ click: latest, isInTask: !!latest && owner === latest }),
    request(ended) {
      if (!owner) return;
      requests++;
      const end = (): void => {
        requests--;
        requestEndedAt = now();
      };
      void ended.then(end, end);
    },
  };
}
