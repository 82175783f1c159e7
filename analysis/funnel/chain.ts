/** How far one visitor or session got. */
import type { StoredEvent } from '@watchglass/contract';
import { timeOf } from '../insight.ts';
import type { FunnelInput, FunnelRow, FunnelStep } from './shape.ts';

/** Whether an event is an occurrence of a step. */
export function matchesStep(event: StoredEvent, step: FunnelStep): boolean {
  if (step.kind === 'page') return event.kind === 'page_view' && event.page === step.page;
  if (step.kind === 'custom') return event.kind === 'custom' && event.name === step.name;
  return event.kind === 'click' && event.trusted && event.key === step.key;
}

/** Times of the steps of one chain, and the session of its last step. */
export type Chain = Pick<FunnelRow, 'times' | 'session'>;

/**
 * The furthest chain of one subject's events, which are in order, or undefined when it did not enter.
 *
 * For each step only the chain that started last is kept: whatever another chain at that step could still become in
 * time, this one can as well. Steps are tried from the last to the first, so that an event extends only chains that
 * existed before it, and so is one step of each at most.
 */
export function furthestChain(stream: readonly StoredEvent[], { steps, windowMs }: FunnelInput): Chain | undefined {
  const latest: Chain[] = [];
  let furthest: Chain | undefined;
  for (const event of stream) {
    const time = timeOf(event);
    for (let i = steps.length - 1; i >= 0; i--) {
      const step = steps[i];
      if (!step || !matchesStep(event, step)) continue;
      const before = i === 0 ? { times: [], session: '' } : latest[i - 1];
      if (!before) continue;
      const start = before.times[0] ?? time;
      if (time > start + windowMs) continue;
      const known = latest[i];
      if (known && (known.times[0] as number) >= start) continue;
      const chain = { times: [...before.times, time], session: event.session };
      latest[i] = chain;
      if (i >= (furthest?.times.length ?? 0)) furthest = chain;
    }
  }
  return furthest;
}
