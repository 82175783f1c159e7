/** Pictures, scripts, styles, fonts and films that failed to load. */
import { isElement, keyOf, keyRule, read } from '@watchglass/contract';
import { hrefOf } from '../page/href.ts';
import { observe } from '../page/observe.ts';
import type { Capture } from './context.ts';

/** Different resources per view: a page whose host is gone misses all of them. */
const DIFFERENT_PER_VIEW = 50;

/** What an element loads; frames tell of no failure. */
const LOADS = /^(css|i[mn]|script|link|video|audio|track|em|ob)/;

/** The absolute URL that an element loads, '' when there is none. */
const resourceOf = (element: Element): string => {
  const url = ['currentSrc', 'src', 'href', 'data'].map((name) => read(element, name)).find(Boolean) as
    | string
    | Partial<SVGAnimatedString>
    | undefined;
  return url ? hrefOf((url as SVGAnimatedString).baseVal ?? url) : '';
};

/** Starts capturing resources that failed, each once per view. */
export const captureResourceError: Capture = (ctx) => {
  const seen = new Set<string>();
  const began = performance.now();
  const report = (href: string, element: Element | undefined, status = 0): void => {
    // what is asked for has no fragment
    const asked = href.replace(/#.*/, '');
    if (seen.has(asked)) return;
    if (seen.size >= DIFFERENT_PER_VIEW) return ctx.drop('resource_error_cap');
    const { key, index } = element ? keyOf(element) : { key: '', index: 0 };
    ctx.emit('resource_error', { key, index, keyRule, resource: ctx.url(href), status });
    // it may have begun the view that it counts in
    seen.add(asked);
  };
  ctx.on('page_view', () => seen.clear());
  ctx.listen(window, 'error', ({ target, isTrusted }) => {
    const element = target as Element;
    // errors of scripts have the window for a target
    if (!isTrusted || !isElement(element)) return;
    const href = resourceOf(element);
    const [timing] = performance.getEntriesByName(href, 'resource').slice(-1) as PerformanceResourceTiming[];
    report(href, element, timing?.responseStatus);
  });
  // what failed before the chunk came, and what styles ask for: of that no element tells
  observe<PerformanceResourceTiming>(ctx, ['resource'], (entries) => {
    for (const { name, initiatorType: type, responseStatus, startTime } of entries)
      if (responseStatus >= 400 && LOADS.test(type) && (type === 'css' || startTime < began))
        report(
          name,
          [...document.querySelectorAll(type)].find((one) => resourceOf(one) === name),
          responseStatus,
        );
  });
};
