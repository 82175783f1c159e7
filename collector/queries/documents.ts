/** Documents with their sums, from the engine's own table of them: as `documentsOf` of analysis makes of the events. */
import { capSuffix, underwayMs, unnumberedReasons } from '@watchglass/analysis';
import type { Statement } from '../types.ts';
import { type Audience, audienceParams, ofAudience } from './query.ts';

/** Counts of drops, added up: of the reasons that have no number, or of those that have one. */
const dropsOf = (which: 'unnumbered' | 'numbered'): string => {
  const is = '(has({unnumbered:Array(String)}, reason) OR endsWith(reason, {capSuffix:String}))';
  return `arraySum(arrayMap((reason, count) -> if(${which === 'unnumbered' ? is : `NOT ${is}`}, count, 0), told.1, told.2))`;
};

/**
 * One row per document of an audience: when it began, whose it is, and the terms of its sum. Goes with
 * {@link documentParams}.
 */
export const documentSums = `SELECT
    doc,
    time,
    ofRelease,
    ofBrowser,
    told,
    made + toInt64(${dropsOf('unnumbered')}) AS captures,
    kept,
    toInt64(greatest(0, made - kept - ${dropsOf('numbered')})) AS missing,
    captures - kept - missing AS lost,
    if(heardAt >= {since:Int64}, missing, 0) AS coming,
    if(heardAt < {since:Int64}, missing, 0) AS gone
  FROM (
    SELECT
      doc,
      min(d.firstAt) AS time,
      max(d.lastReceivedAt) AS heardAt,
      max(d.release) AS ofRelease,
      max(d.browser) AS ofBrowser,
      max(d.highest) + 1 AS made,
      toInt64(groupBitmapMerge(d.numbers)) AS kept,
      maxMap(d.drops) AS told
    FROM documents AS d WHERE ${ofAudience} GROUP BY doc
  )`;

/** Parameters of {@link documentSums}. */
export const documentParams = (audience: Audience, now: number): Statement['params'] => ({
  ...audienceParams(audience),
  unnumbered: [...unnumberedReasons],
  capSuffix,
  since: Math.ceil(now - underwayMs),
});
