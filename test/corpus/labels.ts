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

/** What is wrong with the label, in a line; undefined when the trace bears it out. */
export function contradiction({ case: { interaction }, trace, looksChanged }: Played): string | undefined {
  const since = trace.records.filter((one) => one.at >= trace.from);
  const unseen = since.filter(isUnseenAnswer).filter((one) => !(interaction.dead && one.kind === 'selection'));
  const answers = looksChanged || unseen.length > 0;
  const presses = since.filter((one) => one.kind === 'pointerdown').length;
  if (interaction.dead && answers)
    return `dead, but ${looksChanged ? 'the page looks different' : unseen.map((one) => `${one.kind} ${'what' in one ? one.what : ''}`).join(', ')}`;
  if (!interaction.dead && !interaction.nothingDue && interaction.name !== 'resend hammered' && !answers)
    return 'alive, but nothing was to be seen, heard or had';
  if (interaction.rage && presses < 3) return `rage, but ${presses} presses`;
  return undefined;
}
