/** The funnel's rule, word for word and slowly: tries every chain of every subject. */
import type { FunnelInput, FunnelRow, FunnelStep } from '@watchglass/analysis';
import type { StoredEvent } from '@watchglass/contract';

const isStep = (event: StoredEvent, step: FunnelStep): boolean =>
  step.kind === 'page'
    ? event.kind === 'page_view' && event.page === step.page
    : step.kind === 'custom'
      ? event.kind === 'custom' && event.name === step.name
      : event.kind === 'click' && event.trusted && event.key === step.key;

/** Rows by trying all chains: increasing positions in the subject's stream, one per step, inside the window. */
export function funnelOracle(events: readonly StoredEvent[], input: FunnelInput): FunnelRow[] {
  const time = (event: StoredEvent) => event.at + event.skewMs;
  const stream = events
    .filter((event) => time(event) >= input.from && time(event) < input.to)
    .sort((a, b) => time(a) - time(b) || (a.id < b.id ? -1 : 1));
  const subjects = [...new Set(stream.map((event) => event[input.by]))].sort();
  return subjects.flatMap((subject) => {
    const own = stream.filter((event) => event[input.by] === subject);
    let best: number[] = [];
    const isBetter = (chain: number[]): boolean => {
      if (chain.length !== best.length) return chain.length > best.length;
      const times = (positions: number[]) => positions.map((i) => time(own[i] as StoredEvent));
      // first the chain that got there first, then the one that started last, then the one that was quicker to each step
      const rank = (positions: number[]) => [positions.at(-1) ?? 0, -(times(positions)[0] ?? 0), ...times(positions)];
      const [a, b] = [rank(chain), rank(best)];
      const differs = a.findIndex((value, i) => value !== b[i]);
      return differs >= 0 && (a[differs] as number) < (b[differs] as number);
    };
    const extend = (chain: number[]): void => {
      if (chain.length > 0 && isBetter(chain)) best = chain;
      const step = input.steps[chain.length];
      if (!step) return;
      for (let i = (chain.at(-1) ?? -1) + 1; i < own.length; i++) {
        const event = own[i] as StoredEvent;
        const start = own[chain[0] ?? i] as StoredEvent;
        if (isStep(event, step) && time(event) <= time(start) + input.windowMs) extend([...chain, i]);
      }
    };
    extend([]);
    if (best.length === 0) return [];
    const reached = best.map((i) => own[i] as StoredEvent);
    return [{ subject, session: reached.at(-1)?.session ?? '', times: reached.map(time) }];
  });
}
