/** The widgets that judged a version of the rules once. */
import type { Widget } from '../../widget.ts';
import { canvases } from './canvas.ts';
import { dragDrop } from './dragDrop.ts';
import { games } from './games.ts';
import { lists } from './lists.ts';
import { maps } from './maps.ts';
import { media } from './media.ts';
import { overlays } from './overlays.ts';
import { boundaries } from './boundaries.ts';
import { browserState } from './browserState.ts';
import { disabled } from './disabled.ts';
import { failures } from './failures.ts';
import { restless } from './restless.ts';
import { selection } from './selection.ts';
import { fingers } from './touch.ts';
import { choices } from './choices.ts';
import { dates } from './dates.ts';
import { disclosure } from './disclosure.ts';
import { fields } from './fields.ts';
import { forms } from './forms.ts';
import { links } from './links.ts';
import { menus } from './menus.ts';
import { navigation } from './navigation.ts';
import { quickAsync } from './quickAsync.ts';
import { shop } from './shop.ts';
import { slowAsync } from './slowAsync.ts';
import { steppers } from './steppers.ts';

/** Every one of them. */
export const later: readonly Widget[] = [
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
