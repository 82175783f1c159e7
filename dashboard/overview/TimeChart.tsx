/** Bars over time on a canvas (uPlot). Its words are in the label and in the table beside it. */
import type { OverviewBucket, Scope } from '@watchglass/analysis';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { bucketText } from '../shell/bucket.ts';
import { count, counted, date } from '../shell/format.ts';
import { goTo } from '../shell/urlState.ts';
import { onThemeChange, tokenColour } from '../shell/theme.ts';
import { spanOf } from './span.ts';

const HEIGHT = 240;
/** Width of the axis of counts, px. */
const AXIS = 48;
const FONT = '12px system-ui, sans-serif';

/** What is drawn. */
export interface TimeChartProps {
  readonly buckets: readonly OverviewBucket[];
  readonly bucketMs: number;
  readonly scope: Scope;
  /** The count of a bucket, and its name in the singular. */
  readonly of: (bucket: OverviewBucket) => number;
  readonly one: string;
  readonly isBad: boolean;
  /** What the picture says, for who cannot see it. */
  readonly summary: string;
  /** Where a bar leads; undefined where it leads nowhere. The table beside it leads there by keyboard as well. */
  readonly sessionsOf: (bucket: OverviewBucket) => string | undefined;
}

const DAY_MS = 86_400_000;
/** From here on a day and month alone may be meant twice. */
const LONG_MS = 300 * DAY_MS;
/** Least room for one label of the time axis, px. */
const LABEL = { short: 72, long: 96 };

const isLong = (seconds: number): boolean => seconds * 1000 > LONG_MS;

/** Labels of the time axis: days in the middle of their bar, hours where they begin. */
function timeAxis({ bucketMs, scope: { timeZone } }: TimeChartProps): uPlot.Axis {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' });
  if (bucketMs < DAY_MS) {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    const text = (at: number): string => {
      const hour = clock.format(at);
      return hour === '00:00' ? day.format(at) : hour;
    };
    return { space: LABEL.short, values: (_, splits) => splits.map((seconds) => text(seconds * 1000)) };
  }
  return {
    splits: (plot, _, from, to) => {
      const days = Math.round(((to - from) * 1000) / bucketMs);
      const label = isLong(to - from) ? LABEL.long : LABEL.short;
      const each = Math.max(1, Math.ceil((days * label) / Math.max(1, plot.bbox.width / uPlot.pxRatio)));
      return Array.from({ length: Math.ceil(days / each) }, (_, at) => from + ((at * each + 0.5) * bucketMs) / 1000);
    },
    values: ({ scales }, splits) => {
      const { min = 0, max = 0 } = scales['x'] ?? {};
      const text = isLong((max ?? 0) - (min ?? 0)) ? (at: number) => date(at, timeZone) : day.format;
      return splits.map((seconds) => text(seconds * 1000));
    },
  };
}

/** Whether a bucket is not over yet. */
const isOpen = (bucket: OverviewBucket, { bucketMs }: TimeChartProps): boolean => bucket.at + bucketMs > Date.now();

/** What a bucket lacks of its time, in words: it is not over yet, or began before the range; '' for a whole one. */
const lackOf = (bucket: OverviewBucket, props: TimeChartProps): string =>
  isOpen(bucket, props)
    ? ' so far'
    : bucket.at < props.scope.from
      ? `, not the whole ${props.bucketMs < DAY_MS ? 'hour' : 'day'}`
      : '';

/** Bars in the middle of their bucket: whole ones, and, pale, those cut by now or by the range (no rise, no fall). */
const columns = (props: TimeChartProps): uPlot.AlignedData => [
  props.buckets.map((bucket) => (bucket.at + props.bucketMs / 2) / 1000),
  props.buckets.map((bucket) => (lackOf(bucket, props) === '' ? props.of(bucket) : null)),
  props.buckets.map((bucket) => (lackOf(bucket, props) === '' ? null : props.of(bucket))),
];

const bars = (fill: string): uPlot.Series => ({
  fill,
  width: 0,
  points: { show: false },
  paths: (uPlot.paths.bars as uPlot.Series.BarsPathBuilderFactory)({ size: [0.7, 44], radius: 0.1 }),
});

function options(
  first: TimeChartProps,
  width: number,
  now: () => TimeChartProps,
  point: (at: number | null) => void,
): uPlot.Options {
  const { scope, isBad } = first;
  const ink = tokenColour('--muted');
  const line = tokenColour('--line');
  const axis: uPlot.Axis = { stroke: ink, font: FONT, ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    padding: [12, 8, 0, 0],
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), scope.timeZone),
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: {
        range: () => {
          const { buckets, bucketMs, scope } = now();
          const [from, to] = spanOf(buckets, bucketMs, scope);
          return [from / 1000, to / 1000];
        },
      },
      y: { range: (_, __, most) => [0, Math.max(4, Math.ceil((most ?? 0) * 1.1))] },
    },
    axes: [
      { ...axis, ...timeAxis(first), size: 28, grid: { show: false } },
      {
        ...axis,
        size: AXIS,
        grid: { stroke: line, width: 1 },
        // whole things are counted: no half a session on the axis
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6],
        values: (_, splits) => splits.map((value) => count(value)),
      },
    ],
    series: [
      {},
      bars(tokenColour(isBad ? '--bad' : '--accent')),
      bars(tokenColour(isBad ? '--bad-bar' : '--accent-bar')),
    ],
    hooks: { setCursor: [(plot) => point(plot.cursor.idx ?? null)] },
  };
}

/** The chart; follows its box, the theme, and new counts, without starting over. */
export function TimeChart(props: TimeChartProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>();
  const now = useRef(props);
  now.current = props;

  useEffect(() => {
    const place = box.current;
    if (!place) return undefined;
    let pointed: OverviewBucket | undefined;
    const point = (at: number | null): void => {
      const bucket = at === null ? undefined : now.current.buckets[at];
      const drawn = plot.current;
      pointed = bucket;
      place.dataset['leads'] = String(bucket !== undefined && now.current.sessionsOf(bucket) !== undefined);
      if (!tip.current) return;
      tip.current.hidden = !bucket || !drawn || (drawn.cursor.left ?? -1) < 0;
      if (!bucket || !drawn) return;
      const { bucketMs, scope, of, one } = now.current;
      tip.current.textContent = `${bucketText(bucket.at, bucketMs, scope.timeZone)}: ${counted(of(bucket), one)}${lackOf(bucket, now.current)}`;
      const left = drawn.valToPos((bucket.at + bucketMs / 2) / 1000, 'x') + AXIS;
      tip.current.style.left = `${Math.min(Math.max(0, left - tip.current.offsetWidth / 2), Math.max(0, place.clientWidth - tip.current.offsetWidth))}px`;
    };
    const open = (): void => {
      const href = pointed && now.current.sessionsOf(pointed);
      if (href !== undefined) goTo(href);
    };
    place.addEventListener('click', open);
    const draw = (): void => {
      plot.current?.destroy();
      plot.current = new uPlot(
        options(now.current, place.clientWidth, () => now.current, point),
        columns(now.current),
        place,
      );
    };
    draw();
    const unwatch = onThemeChange(draw);
    const observer = new ResizeObserver(() => plot.current?.setSize({ width: place.clientWidth, height: HEIGHT }));
    observer.observe(place);
    return () => {
      place.removeEventListener('click', open);
      observer.disconnect();
      unwatch();
      plot.current?.destroy();
      plot.current = undefined;
    };
    // another measure has another colour and unit; new counts come in below
  }, [props.one, props.bucketMs, props.scope.timeZone]);

  useEffect(() => {
    plot.current?.setData(columns(props));
  }, [props.buckets, props.of]);

  return (
    <div class="time-chart" role="img" aria-label={props.summary} data-testid="time-chart">
      <div ref={box} />
      <div ref={tip} class="tip time-tip" hidden />
    </div>
  );
}
