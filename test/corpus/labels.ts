/** Whether what was seen of an interaction, on a page that does nothing on its own, agrees with its label. */
import type { Played } from './play.ts';
import type { TraceRecord } from './trace.ts';

/** Answers that no picture of the page shows. */
const isUnseenAnswer = (one: TraceRecord): boolean =>
  one.kind === 'outside' ||
  one.kind === 'clipboard' ||
  one.kind === 'leave' ||
  one.kind === 'media' ||
  (one.kind === 'focus' && one.what === 'focusin' && /^(input|textarea|select)/.test(one.where)) ||
  (one.kind === 'selection' && Number(one.what) > 0);

/**
 * What a visitor may have seen, were it for a moment: other nodes or words, paint, a place scrolled to. The title is no part
 * of the page: it is read on a tab, when another one is in front.
 */
const isSeenAnswer = (one: TraceRecord): boolean =>
  (one.kind === 'mutation' && one.what !== 'attributes' && one.where !== 'title') ||
  one.kind === 'paint' ||
  one.kind === 'scroll';

/** What is wrong with the label, in a line; undefined when trace and pictures bear it out. */
export function contradiction(played: Played): string | undefined {
  const { interaction } = played.case;
  const since = played.trace.records.filter((one) => one.at >= played.trace.from);
  const answers = since
    .filter((one) => isUnseenAnswer(one) || isSeenAnswer(one))
    // hammering marks words: a mark is what a double click wants, and nobody else
    .filter((one) => !(interaction.dead && one.kind === 'selection'))
    .map((one) => `${one.kind} ${'what' in one ? one.what : ''} ${'where' in one ? one.where : ''}`);
  const presses = since.filter((one) => one.kind === 'pointerdown').length;
  if (interaction.dead && answers.length > 0) return `dead, but ${[...new Set(answers)].join(', ')}`;
  if (interaction.dead && played.staysChanged) return 'dead, but the page looks different at the end';
  const attributes = since.some((one) => one.kind === 'mutation' || one.kind === 'field' || one.kind === 'toggle');
  if (!interaction.dead && !interaction.nothingDue && answers.length === 0 && !attributes && !played.looksChanged)
    return 'alive, but nothing was to be seen, heard or had';
  if (interaction.rage && presses < 3) return `rage, but ${presses} presses`;
  return undefined;
}
