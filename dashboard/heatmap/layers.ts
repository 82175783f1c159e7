/** What can be drawn over a page, and what each of it is called. */
import { type GridLayer, gridLayers } from '@watchglass/analysis';
import { meanings } from '../shell/words.ts';

/** Clicks, those of them that tell of trouble, the pointer, or how far views got. */
export type Layer = GridLayer | 'attention' | 'scroll';

/** Layers with their names and meanings, in the order of the switch. */
export const layers: readonly { readonly value: Layer; readonly text: string; readonly meaning: string }[] = [
  { value: 'click', text: 'Clicks', meaning: meanings.click },
  { value: 'rage_click', text: 'Rage', meaning: meanings.rageClick },
  { value: 'dead_click', text: 'Dead', meaning: meanings.deadClick },
  { value: 'error_click', text: 'Error', meaning: meanings.errorClick },
  { value: 'attention', text: 'Attention', meaning: meanings.attention },
  { value: 'scroll', text: 'Scroll reach', meaning: '' },
];

/** The layer of a URL: clicks where it names none. */
export const layerOf = (text: string): Layer => layers.find(({ value }) => value === text)?.value ?? 'click';

/** Whether a layer is heat: clicks in cells. */
export const isHeat = (layer: Layer): layer is GridLayer => (gridLayers as readonly Layer[]).includes(layer);

const words: Readonly<Record<GridLayer, string>> = {
  click: 'click',
  rage_click: 'rage click',
  dead_click: 'dead click',
  error_click: 'error click',
};

/** What is counted in a layer of heat, one of it. */
export const wordOf = (layer: GridLayer): string => words[layer];
