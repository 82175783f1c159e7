/** What is told of how fast a page was. */
import { count, duration } from '../../shell/format.ts';
import { type Tellers, told } from './told.ts';

const ratings = { good: 'good', 'needs-improvement': 'needs improvement', poor: 'poor' } as const;

/** What each metric measures. */
const measures = {
  LCP: 'until the largest picture or text was painted',
  INP: 'from the slowest click, tap or key to what it changed on the screen',
  CLS: 'how much of the screen jumped',
  FCP: 'until something was painted',
  TTFB: 'until the server began to answer',
} as const;

/** Parts of a metric in words; one that is younger than this dashboard has its own name. */
const parts: Readonly<Record<string, string>> = {
  ttfbMs: 'waiting for the server',
  loadDelayMs: 'until it was asked for',
  loadMs: 'loading it',
  renderDelayMs: 'until it was painted',
  inputDelayMs: 'until the page listened',
  processingMs: 'handling it',
  presentationMs: 'until it was painted',
  largestShift: 'largest jump',
  largestShiftMs: 'largest jump after',
};

/** What the element of a metric is to it. */
const roles: Readonly<Record<string, string>> = { LCP: '', INP: 'on ', CLS: 'most by ' };

/** Navigations that are no plain load. */
const navigations: Readonly<Record<string, string>> = {
  reload: 'reloaded',
  'back-forward': 'by back or forward',
  'back-forward-cache': 'brought back by the back button',
  prerender: 'prepared before it was asked for',
  restore: 'restored',
  'soft-navigation': 'inside the page',
};

const valueOf = (name: string, value: number): string =>
  name.endsWith('Ms') ? duration(value) : name.endsWith('Shift') || name === 'CLS' ? value.toFixed(2) : count(value);

/** Vitals and long frames. */
export const speed: Tellers<'vital' | 'long_frame'> = {
  vital: (event) => {
    const value = event.metric === 'CLS' ? valueOf('CLS', event.value) : duration(event.value);
    const element = event.key === '' ? '' : `: ${roles[event.metric] ?? ''}“${event.key}”`;
    return told({
      title: `${event.metric} ${value}, ${ratings[event.rating] ?? event.rating}${element}`,
      notes: [
        measures[event.metric] ?? '',
        navigations[event.navigation] ?? '',
        event.source === '' ? '' : `script ${event.source}`,
      ],
      values: Object.entries(event.attribution).map(([name, one]) => [parts[name] ?? name, valueOf(name, one)]),
    });
  },
  long_frame: (event) =>
    told({
      title: `The page stood still for ${duration(event.durationMs)}; input had to wait ${duration(event.blockingMs)}`,
      values: event.scripts.map(({ source, invoker, durationMs }) => [invoker || source, duration(durationMs)]),
    }),
};
