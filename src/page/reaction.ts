/**
 * What a page does after a click: whether it answered, and when. It hears mutations and what the browser tells of, and
 * knows what the page does by itself from having seen it happen without a click.
 */
import { attributeOf, type EventOf, isElement, read, tagOf } from '@watchglass/contract';
import type { CaptureContext } from '../capture/context.ts';
import { attempt } from './attempt.ts';
import { isPage } from './element.ts';
import type { Stop } from './listen.ts';

/** A click of the visitor's, and what came of it so far. */
export interface WatchedClick {
  readonly click: EventOf<'click'>;
  readonly event: PointerEvent;
  /** What was hit, innermost first. */
  readonly path: readonly Element[];
  /** ms of the page's clock. */
  readonly at: number;
  /** Changes in the task of the click. */
  sync: number;
  /** First change near to it and elsewhere, ms after the click; 0 when there was none. */
  nearMs: number;
  /** Changes elsewhere: what changed, and when for the first time. */
  readonly far: Map<Node, number>;
  /** What the browser told of. */
  acted: number;
  /** Whether it ended a request. */
  answered: number;
  /** The page answered, ms after the click; 0 when not yet. */
  answerMs: number;
}

/** So long a change may take that no request explains. */
const WATCH_MS = 2_600;
/** So long a request is waited for. */
const PATIENT_MS = 10_500;
/** What a request brought is drawn by then. */
const DRAWN_MS = 400;
/** Records of one callback that are looked at. */
const RECORDS = 200;
/** Records in a second of a page that is too busy to be learned. */
const BUSY = 500;

/** What the browser tells of, and an answer to a click. */
const ACTS =
  'input change toggle submit invalid hashchange popstate fullscreenchange play pause seeking volumechange ratechange copy cut dragstart';

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

/** Starts watching; `begun` is told of each click at once, `settled` when there is nothing more to wait for. */
export function watchReactions(
  ctx: CaptureContext,
  begun: (click: WatchedClick) => void,
  settled: (click: WatchedClick, watchedMs: number, far: number) => void,
): { request(ended: PromiseLike<unknown>): void } {
  const open = new Map<WatchedClick, Stop>();
  /** What changed without a click; how often each thing changed, and when last. */
  const restless = new WeakSet<Node>();
  const ticks = new WeakMap<Node, [count: number, at: number]>();
  let pending: EventOf<'click'> | undefined;
  let isInTask = false;
  let requests = 0;
  let requestEndedAt = 0;
  let records = 0;
  let isBusy = false;
  const now = (): number => performance.now();

  const answer = (one: WatchedClick): void => {
    one.answerMs ||= now() - one.at || 1;
  };
  const note = (list: readonly MutationRecord[]): void => {
    records += list.length;
    const at = now();
    for (const record of list.slice(0, RECORDS)) {
      const { target } = record;
      if (!isChange(record)) continue;
      if (isInTask) {
        const last = [...open.keys()].at(-1);
        if (last) {
          last.sync++;
          answer(last);
        }
        continue;
      }
      const [count = 0, before = 0] = ticks.get(target) ?? [];
      // of one beat are the changes that come together
      if (at - before > 150) ticks.set(target, [count + 1, at]);
      if (!open.size) restless.add(target);
      if (restless.has(target)) continue;
      for (const one of open.keys()) {
        const ms = at - one.at;
        const [place] = one.path as [Element];
        const around = one.path.find((element) => element !== place && !isPage(element)) ?? place;
        if (contains(around, target)) {
          one.nearMs ||= ms;
          if (requestEndedAt && at - requestEndedAt < DRAWN_MS) one.answered = 1;
          answer(one);
        } else if (!one.far.has(target)) {
          one.far.set(target, ms);
          if (requestEndedAt && at - requestEndedAt < DRAWN_MS) one.answered = 1;
        }
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
  const settle = (one: WatchedClick): void => {
    open.get(one)?.();
    open.delete(one);
    // what changes again and again does so by itself
    const far = [...one.far].filter(([node]) => !restless.has(node) && (ticks.get(node)?.[0] ?? 0) < 2);
    settled(one, now() - one.at, Math.min(...far.map(([, ms]) => ms)));
    if (isBusy && !open.size) observer.disconnect();
  };
  const wait = (one: WatchedClick, ms: number): void => {
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
  const task = (): void => {
    observer.takeRecords();
    isInTask = true;
    setTimeout(() => {
      isInTask = false;
    });
  };

  ctx.on('click', (event) => {
    pending = event;
  });
  ctx.on('page_view', act);
  ctx.listen<PointerEvent>(window, 'click', (event) => {
    const click = pending;
    pending = undefined;
    if (!click?.trusted || event.button) return;
    const whole = event.composedPath();
    if (isBusy) observe(document);
    for (const node of whole) if (attempt(() => node instanceof ShadowRoot)) observe(node as Node);
    task();
    const path = whole.filter((one) => isElement(one)) as Element[];
    const one: WatchedClick = {
      click,
      event,
      path,
      at: now(),
      sync: 0,
      nearMs: 0,
      far: new Map(),
      acted: 0,
      answered: 0,
      answerMs: 0,
    };
    wait(one, WATCH_MS);
    begun(one);
  });
  ctx.listen(window, ACTS, act);
  ctx.listen(window, 'blur', () => act());
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
  const calm = (): void => {
    if (records > BUSY && !isBusy) {
      isBusy = true;
      if (!open.size) observer.disconnect();
    }
    records = 0;
    ctx.after(1_000, calm);
  };
  calm();
  ctx.stops.add(() => observer.disconnect());
  return {
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
