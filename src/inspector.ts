/**
 * The inspector, a chunk that `?watchglass=debug` in the page's URL loads and nothing else does: what is captured and what is
 * not, where it is, when it is sent and what it costs. It is no part of what it shows.
 */
import type { Kind } from '@watchglass/contract';
import type { Client } from './api.ts';
import type { CaptureContext } from './capture/context.ts';
import { createPanel, type Line, LINES } from './inspector/panel.ts';
import { aboutOf, kindNames, nextOf, reasonText } from './inspector/words.ts';
import { now } from './page/clock.ts';

/** Between two looks at the numbers: a countdown shows seconds. */
const PACE_MS = 1_000;

const ms = (value: number): string => `${value.toFixed(1)} ms`;

/** Opens the inspector over the page, until the client ends. */
export function startInspector(ctx: CaptureContext): void {
  // where every copy of the SDK leaves its client
  const client = Reflect.get(window, Symbol.for('watchglass')) as Client;
  const before = client.stats().captured;
  const lines: Line[] = [];
  let ownMs = 0;
  const { host, show } = createPanel(ctx.guard);

  const look = (): void => {
    const from = performance.now();
    const { captured, inMemory, waiting, receipted, dropped, caught, storage, sinks, mainThreadMs, ids } =
      client.stats();
    const reasons = Object.entries(dropped);
    const lost = reasons.reduce((sum, [, count]) => sum + count, 0);
    show({
      title: `Watchglass: ${captured} captured, ${ms(mainThreadMs)}`,
      note: `Newest first. Captured before the inspector came: ${before}.`,
      lines,
      lost: reasons.map(([reason, count]) => [reason, reasonText(reason), String(count), true] as const),
      sending: [
        ['In memory', 'not yet persisted', String(inMemory)],
        [
          'Waiting',
          storage === 'memory' ? 'in memory alone: lost with the page' : 'persisted, or held until the view ends',
          String(waiting),
        ],
        ['Receipted', 'by every sink', String(receipted)],
        ['Dropped', 'by reason: see Not captured', String(lost), !!lost],
        ...sinks.map(
          (sink) => [`Sink ${sink.name}`, 'next request', nextOf(sink, waiting, now()), !!sink.error] as const,
        ),
        ['Main thread', 'of the SDK in this document', ms(mainThreadMs)],
        ['Budget', 'a minute, before signals end', ms(ctx.settings.overheadBudgetMs)],
        ['Inspector', 'its own time, not in the above', ms(ownMs)],
        ['Errors of the SDK', 'caught before they reached the page', String(caught), !!caught],
        ['View', 'id', ids.view ?? ''],
      ],
    });
    const spentMs = performance.now() - from;
    ownMs += spentMs;
    // looking is no cost of the page's: nothing is shed for it
    ctx.spent.mainThreadMs -= spentMs;
  };
  for (const kind of Object.keys(kindNames) as Kind[])
    ctx.on(kind, (event) => {
      lines.unshift([new Date(event.at).toTimeString().slice(0, 8), kindNames[kind], aboutOf(event)]);
      lines.length = Math.min(lines.length, LINES);
    });
  const tick = (): void => {
    look();
    ctx.after(PACE_MS, tick);
  };
  // before it is there: nothing that is done in it is the page's
  ctx.own = host;
  document.documentElement.append(host);
  ctx.stops.add(() => host.remove());
  tick();
}
