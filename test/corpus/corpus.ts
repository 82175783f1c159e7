/**
 * The labelled corpus: every widget. Rules are tuned on those in `widgets/` and `widgets/later/`, which judged a version of
 * them once; they are judged on those in `widgets/keptOut/`, which were written and labelled by somebody who had not seen
 * the rules. Whoever tunes reads nothing of that folder, and what it has shown once is no longer kept out.
 */
import type { Interaction, Split, Widget } from './widget.ts';
import { boundaries } from './widgets/boundaries.ts';
import { browserState } from './widgets/browserState.ts';
import { canvases } from './widgets/canvas.ts';
import { choices } from './widgets/choices.ts';
import { dates } from './widgets/dates.ts';
import { disabled } from './widgets/disabled.ts';
import { disclosure } from './widgets/disclosure.ts';
import { dragDrop } from './widgets/dragDrop.ts';
import { failures } from './widgets/failures.ts';
import { fields } from './widgets/fields.ts';
import { forms } from './widgets/forms.ts';
import { games } from './widgets/games.ts';
import { keptOut } from './widgets/keptOut/all.ts';
import { later } from './widgets/later/all.ts';
import { links } from './widgets/links.ts';
import { lists } from './widgets/lists.ts';
import { maps } from './widgets/maps.ts';
import { media } from './widgets/media.ts';
import { menus } from './widgets/menus.ts';
import { navigation } from './widgets/navigation.ts';
import { overlays } from './widgets/overlays.ts';
import { quickAsync } from './widgets/quickAsync.ts';
import { restless } from './widgets/restless.ts';
import { selection } from './widgets/selection.ts';
import { shop } from './widgets/shop.ts';
import { slowAsync } from './widgets/slowAsync.ts';
import { steppers } from './widgets/steppers.ts';
import { fingers } from './widgets/touch.ts';

/** A widget with the part that it belongs to. */
export interface CorpusWidget extends Widget {
  readonly split: Split;
}

const tunedOn: readonly Widget[] = [
  ...menus,
  ...disclosure,
  ...navigation,
  ...dates,
  ...steppers,
  ...forms,
  ...fields,
  ...choices,
  ...quickAsync,
  ...slowAsync,
  ...links,
  ...shop,
  ...overlays,
  ...canvases,
  ...media,
  ...maps,
  ...games,
  ...lists,
  ...dragDrop,
  ...selection,
  ...disabled,
  ...boundaries,
  ...failures,
  ...restless,
  ...browserState,
  ...fingers,
  ...later,
];

const partOf = (widgets: readonly Widget[], split: Split): CorpusWidget[] =>
  widgets.map((widget) => ({ ...widget, split }));

/** Every widget. */
export const corpus: readonly CorpusWidget[] = [...partOf(tunedOn, 'tuning'), ...partOf(keptOut, 'heldOut')];

/** An interaction with the widget that it is done on. */
export interface Case {
  readonly widget: CorpusWidget;
  readonly interaction: Interaction;
}

/** Every interaction, in order. */
export const cases: readonly Case[] = corpus.flatMap((widget) =>
  widget.interactions.map((interaction) => ({ widget, interaction })),
);
