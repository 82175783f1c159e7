/**
 * The labelled corpus: every widget. Rules are tuned on those in `widgets/` and `widgets/later/`, which judged a version of
 * them once; they are judged on those in `widgets/keptOut/`, which were written and labelled by somebody who had not seen
 * the rules. Whoever tunes reads nothing of that folder, and what it has shown once is no longer kept out.
 */
import type { Interaction, Split, Widget } from './widget.ts';
import { widgetsIn } from './folder.ts';

/** A widget with the part that it belongs to. */
export interface CorpusWidget extends Widget {
  readonly split: Split;
}

const partOf = (widgets: readonly Widget[], split: Split): CorpusWidget[] =>
  widgets.map((widget) => ({ ...widget, split }));

/** Every widget. */
export const corpus: readonly CorpusWidget[] = [
  ...partOf([...(await widgetsIn('')), ...(await widgetsIn('later/'))], 'tuning'),
  ...partOf(await widgetsIn('keptOut/'), 'heldOut'),
];

/** An interaction with the widget that it is done on. */
export interface Case {
  readonly widget: CorpusWidget;
  readonly interaction: Interaction;
}

/** Every interaction, in order. */
export const cases: readonly Case[] = corpus.flatMap((widget) =>
  widget.interactions.map((interaction) => ({ widget, interaction })),
);
