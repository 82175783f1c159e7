/** The widgets that rules are judged on. */
import type { Widget } from '../../widget.ts';

/** Every widget that is kept out of tuning. */
export const keptOut: readonly Widget[] = [];
