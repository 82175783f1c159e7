/**
 * What a page does after a click or a swipe: whether it answered, and when. It hears mutations and what the browser tells
 * of, and knows what the page does by itself from having seen it happen without either.
 */
import { attributeOf, type EventOf, isElement, read, tagOf } from '@watchglass/contract';
import type { CaptureContext } from './context.ts';
import { attempt } from '../page/attempt.ts';
import { boxOf } from '../page/box.ts';
import { isPage } from '../page/element.ts';
import type { Stop } from '../page/listen.ts';

/** Something that the visitor did, and what came of it so far. */
interface Watched {
  /** What was hit, innermost first. */
  readonly path: readonly Element[];
  /** ms of the page's clock. */
  readonly at: number;
  /** Changes in its task. */
  sync: number;
  /** What a change in its task counts that the page makes by itself too: nothing after one task, something after many. */
  readonly restless: number;
  /** Changes near to it and elsewhere: what changed, and after how many ms for the first time. */
  readonly near: Map<Habit, number>;
  readonly far: Map<Habit, number>;
  /** What the browser told of. */
  acted: number;
  /** Whether it ended a request. */
  answered: number;
  /** The page answered, after so many ms; 0 when not yet. */
  answerMs: number;
  /** Told when there is nothing more to wait for. */
  readonly over: (outcome: Outcome) => void;
}

/** A click of the visitor's. */
export interface WatchedClick extends Watched {
  readonly click: EventOf<'click'>;
  readonly event: PointerEvent;
}

/** Something that takes more than one task. */
export interface Watch {
  readonly one: Watched;
  /** Begins a task of it, before the page does. */
  inTask(): void;
  /** It has been done: what comes of it is waited for. */
  done(): void;
  /** It was nothing. */
  forget(): void;
}

/** How something changes. */
interface Habit {
  beats: number;
  at: number;
  /** It does so by itself. */
  isRestless: boolean;
}

/** So long a change may take that no request explains. */
const WATCH_MS = 2_600;
/** So long a request is waited for. */
const PATIENT_MS = 10_500;
/** A change elsewhere is an answer when it comes so soon. */
const SOON_MS = 400;
/** What a request brought is drawn by then. */
const DRAWN_MS = 400;
/** Records of one callback that are looked at. */
const RECORDS = 200;
/** Records in a second of a page that is too busy to be learned. */
const BUSY = 500;

/** What the browser tells of, and an answer to a click. */
const ACTS =
  'input change toggle hashchange popstate fullscreenchange play pause seeking volumechange ratechange copy cut dragstart';

/** What nobody sees. */
const UNSEEN = /^(script|style|link|meta|template|title|head)$/;

const parentOf = (node: Node): Element | null =>
  (read(node, 'parentElement') ?? attempt(() => (node.getRootNode() as ShadowRoot).host) ?? null) as Element | null;
const contains = (outer: Node, inner: Node): boolean => {
  for (let node: Node | null = inner; node; node = parentOf(node)) if (node === outer) return true;
  return false;
};

/** Whether a record changed anything that somebody can see. */
const isChange = ({ type, target, attributeName, oldValue, addedNodes, removedNodes }: MutationRecord): boolean => {
  if (isElement(target) && UNSEEN.test(tagOf(target))) return false;
  if (type === 'attributes') return attributeOf(target, attributeName as string) !== (oldValue ?? '');
  if (type === 'characterData') return (target as Text).data !== oldValue;
  const text = (nodes: NodeList): string =>
    [...nodes]
      .map((node) =>
        isElement(node) && !UNSEEN.test(tagOf(node))
          ? `<${tagOf(node)}>${node.textContent}`
          : node.nodeType === 3
            ? node.textContent
            : '',
      )
      .join('');
  return text(addedNodes) !== text(removedNodes);
};

/** What came of it when there was nothing more to wait for; times are ms after it began, 0 for what did not happen. */
interface Outcome {
  readonly watchedMs: number;
  readonly nearMs: number;
  readonly farMs: number;
}

/** Clicks of the visitor's, as they come and when they are over. */
export interface Reactions {
  /** Hears of each click in its own task, before the page does. */
  onClick(listener: (click: WatchedClick) => void): void;
  onOutcome(listener: (click: WatchedClick, outcome: Outcome) => void): void;
  /** Watches what begins now, `restless` as in {@link Watched}. */
  watch(path: readonly EventTarget[], restless: number, over: Watched['over']): Watch;
  /** The last click, and whether its task still runs. */
  last(): { readonly click: WatchedClick | undefined; readonly isInTask: boolean };
  /** A request began now; it is waited for when a click did it. */
  request(ended: PromiseLike<unknown>): void;
}

/** Starts watching. */
export function createReactions(ctx: CaptureContext): Reactions {
  const begun: ((click: WatchedClick) => void)[] = [];
  const settled: ((click: WatchedClick, outcome: Outcome) => void)[] = [];
  let latest: WatchedClick | undefined;
  const open = new Map<Watched, Stop>();
  /** How often each thing changed in each way, when last, and whether it did so without a click. */
  const habits = new WeakMap<Node, Map<string, Habit>>();
  /** Clicks and swipes since nothing was open. */
  let clicks = 0;
  let pending: EventOf<'click'> | undefined;
  let isInTask = false;
  let requests = 0;
  let requestEndedAt = 0;
  /** Records since then, of at most a second. */
  let records = 0;
  let countedFrom = 0;
  let isBusy = false;
  const now = (): number => performance.now();

  const answer = (one: Watched): void => {
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
      const newest = [...open.keys()].at(-1);
      const weight = habit.isRestless ? (newest?.restless ?? 0) : 1;
      if (isInTask && weight) {
        if (newest) {
          newest.sync += weight;
          answer(newest);
        }
        continue;
      }
      // of one beat are the changes that come together
      if (at - habit.at > 150) habit.beats++;
      habit.at = at;
      if (!open.size) habit.isRestless = true;
      if (habit.isRestless) continue;
      for (const one of open.keys()) {
        const ms = at - one.at;
        const [place] = one.path as [Element];
        const around = one.path.find((element) => element !== place && !isPage(element)) ?? place;
        const changes = contains(around, target) ? one.near : one.far;
        if (!changes.has(habit)) changes.set(habit, ms);
        if (requestEndedAt && at - requestEndedAt < DRAWN_MS) one.answered = 1;
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
  const close = (one: Watched): void => {
    open.get(one)?.();
    open.delete(one);
    if (open.size) return;
    clicks = 0;
    if (isBusy) observer.disconnect();
  };
  const settle = (one: Watched): void => {
    // what changes more often than somebody clicked does so by itself
    const first = (changes: Map<Habit, number>): number => {
      const ms = Math.min(...[...changes].flatMap(([{ beats }, at]) => (beats > clicks + 1 ? [] : at)));
      return Number.isFinite(ms) ? Math.round(ms) : 0;
    };
    const outcome = { watchedMs: Math.round(now() - one.at), nearMs: first(one.near), farMs: first(one.far) };
    close(one);
    one.over(outcome);
  };
  const wait = (one: Watched, ms: number): void => {
    open.set(
      one,
      ctx.after(ms, () => {
        const age = now() - one.at;
        if (requests > 0 && age < PATIENT_MS) wait(one, 250);
        else if (requestEndedAt && now() - requestEndedAt < DRAWN_MS) wait(one, DRAWN_MS);
        else settle(one);
      }),
    );
  };
  const act = (): void => {
    for (const one of open.keys()) {
      one.acted++;
      answer(one);
    }
  };
  const channel = new MessageChannel();
  const atEnd: (() => unknown)[] = [];
  // a timer that is due may come before another timer, and a message before both
  // a handler starts the port, whose own method has a name that the build shortens
  // oxlint-disable-next-line unicorn/prefer-add-event-listener
  channel.port1.onmessage = ctx.guard(() => {
    isInTask = false;
    for (const run of atEnd.splice(0)) run();
  });
  ctx.stops.add(() => channel.port1.close());
  const task = (): void => {
    observer.takeRecords();
    isInTask = true;
    channel.port2.postMessage(0);
  };
  const habitOf = ({ type, target, attributeName, addedNodes, removedNodes }: MutationRecord): Habit => {
    // pictures of a carousel, cells of a table: what one of them does, the others do next
    const holder = type === 'childList' ? target : (target.parentNode ?? target);
    const known = habits.get(holder) ?? new Map<string, Habit>();
    habits.set(holder, known);
    const child = addedNodes[0] ?? removedNodes[0];
    const way =
      type === 'childList'
        ? `${addedNodes.length > 0} ${child?.nodeName} ${child && isElement(child) ? attributeOf(child, 'class') : ''}`
        : `${target.nodeName} ${attributeName}`;
    const habit = known.get(way) ?? { beats: 0, at: -1e9, isRestless: false };
    known.set(way, habit);
    return habit;
  };

  const begin = (whole: readonly EventTarget[], restless: number, over: Watched['over']): Watched => {
    if (isBusy) observe(document);
    for (const node of whole) if (attempt(() => node instanceof ShadowRoot)) observe(node as Node);
    return {
      path: whole.filter((one) => isElement(one)) as Element[],
      at: now(),
      sync: 0,
      restless,
      near: new Map(),
      far: new Map(),
      acted: 0,
      answered: 0,
      answerMs: 0,
      over,
    };
  };

  ctx.on('click', (event) => {
    pending = event;
  });
  ctx.on('page_view', act);
  ctx.listen<PointerEvent>(window, 'click', (event) => {
    const click = pending;
    pending = undefined;
    const [hit] = event.composedPath() as Element[];
    // a dialog of the browser's opens
    if (hit && isElement(hit) && attributeOf(hit, 'type') === 'file') act();
    if (!click?.trusted || event.button) return;
    clicks++;
    const one: WatchedClick = {
      ...begin(event.composedPath(), 0, (outcome) => {
        for (const listener of settled) listener(one, outcome);
      }),
      click,
      event,
    };
    task();
    wait(one, WATCH_MS);
    latest = one;
    for (const listener of begun) listener(one);
  });
  ctx.listen(window, ACTS, act);
  ctx.listen(window, 'blur', ({ target }) => {
    if (target === window) act();
  });
  ctx.listen(window, 'submit', (event) => {
    atEnd.push(() => event.defaultPrevented || act());
  });
  // what the browser refuses it says at the field, where there is one to be seen
  ctx.listen(window, 'invalid', ({ target }) => {
    if (boxOf(target as Element).height) act();
  });
  const { open: openWindow } = window;
  const told = ctx.guard(act);
  const ours: typeof openWindow = (...args) => {
    told();
    return openWindow.apply(window, args);
  };
  window.open = ours;
  ctx.stops.add(() => {
    if (window.open === ours) window.open = openWindow;
  });
  ctx.listen(document, 'visibilitychange', act);
  ctx.listen<FocusEvent>(window, 'focusin', ({ target }) => {
    for (const one of open.keys())
      if (!one.path.includes(target as Element)) {
        one.acted++;
        answer(one);
      }
  });
  let wheelAt = -1e9;
  ctx.listen(window, 'wheel touchmove', () => {
    wheelAt = now();
  });
  ctx.listen(window, 'scroll', () => {
    if (now() - wheelAt > 500) for (const one of open.keys()) if (now() - one.at < 800) act();
  });
  ctx.listen(window, 'pagehide', () => {
    for (const one of open.keys()) {
      if (now() - one.at < 1_500) one.acted++;
      settle(one);
    }
  });
  observe(document);
  ctx.stops.add(() => observer.disconnect());
  return {
    onClick: (listener) => void begun.push(listener),
    onOutcome: (listener) => void settled.push(listener),
    watch(path, restless, over) {
      const one = begin(path, restless, over);
      open.set(one, () => {});
      return {
        one,
        inTask: task,
        done() {
          // the page was left meanwhile
          if (!open.has(one)) return;
          clicks++;
          wait(one, WATCH_MS);
        },
        forget: () => close(one),
      };
    },
    last: () => ({ click: latest, isInTask }),
    request(ended) {
      if (!isInTask) return;
      requests++;
      const end = (): void => {
        requests--;
        requestEndedAt = now();
      };
      void ended.then(end, end);
    },
  };
}
