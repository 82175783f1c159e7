/** The widgets that rules are judged on. */
import type { Widget } from '../../widget.ts';
import { boundaries } from './boundaries.ts';
import { browserState } from './browserState.ts';
import { canvases } from './canvas.ts';
import { choices } from './choices.ts';
import { dates } from './dates.ts';
import { disabled } from './disabled.ts';
import { disclosure } from './disclosure.ts';
import { dragDrop } from './dragDrop.ts';
import { failures } from './failures.ts';
import { fields } from './fields.ts';
import { forms } from './forms.ts';
import { games } from './games.ts';
import { links } from './links.ts';
import { lists } from './lists.ts';
import { maps } from './maps.ts';
import { media } from './media.ts';
import { menus } from './menus.ts';
import { navigation } from './navigation.ts';
import { overlays } from './overlays.ts';
import { quickAsync } from './quickAsync.ts';
import { restless } from './restless.ts';
import { selection } from './selection.ts';
import { shop } from './shop.ts';
import { slowAsync } from './slowAsync.ts';
import { steppers } from './steppers.ts';
import { fingers } from './touch.ts';

/** Every widget that is kept out of tuning. */
export const keptOut: readonly Widget[] = [
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
];
