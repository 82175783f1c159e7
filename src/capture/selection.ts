/** What people selected, copied, cut and pasted: where and how much, never what. */
import { type BodyOf, isElement, keyOf, read } from '@watchglass/contract';
import { attempt } from '../page/attempt.ts';
import { ofDocument } from '../page/element.ts';
import { isSecret } from '../page/field.ts';
import type { Capture } from './context.ts';

/** A selection that did not change for so long is one: a double click takes at most 500 ms, the default of Windows. */
const SETTLED_MS = 500;

/** Selections and copies in one view; more is a script or an editor. */
const EVENTS = 50;

/** Element that a selection begins in, and characters of it. */
type Selected = readonly [element: Element, chars: number];

/** What is selected now, in the field that has the focus or else in the page. */
const selected = (): Selected | undefined => {
  const field = ofDocument('activeElement') as Element | null;
  // null of a field in which no text can be selected; a getter of some throws
  const range = field && attempt(() => ['selectionStart', 'selectionEnd'].map((name) => read(field, name) as number));
  if (field && typeof range?.[0] === 'number') return [field, (range[1] ?? 0) - range[0]];
  const selection = getSelection();
  const node = selection?.anchorNode;
  const element = node && (isElement(node) ? node : read(node, 'parentNode'));
  return element && isElement(element) ? [element as Element, String(selection).length] : undefined;
};

/** Starts capturing selections. */
export const captureSelection: Capture = (ctx) => {
  let timer = (): void => {};
  let count = 0;
  /** What was told last: scripts set selections again and again. */
  let told = '';

  const tell = (action: BodyOf<'selection'>['action'], [element, chars]: Selected): void => {
    if (!chars || isSecret(element)) return;
    if (count >= EVENTS) return ctx.drop('selection_cap');
    count++;
    const { key, index, keyRule } = keyOf(element);
    ctx.emit('selection', { key, index, keyRule, action, chars });
  };
  const settle = (): void => {
    const found = selected();
    const mark = found ? `${keyOf(found[0]).key} ${found[1]}` : '';
    if (found && mark !== told) tell('select', found);
    told = mark;
  };
  ctx.listen(document, 'selectionchange', () => {
    timer();
    timer = ctx.after(SETTLED_MS, settle);
  });
  ctx.listen<ClipboardEvent>(window, 'copy cut paste', (event) => {
    const { type, isTrusted, clipboardData } = event;
    const target = event.composedPath().find(isElement) as Element | undefined;
    const found =
      type !== 'paste' ? selected() : target && ([target, clipboardData?.getData('text').length ?? 0] as const);
    if (isTrusted && found) tell(type as 'copy', found);
  });
  ctx.on('page_view', () => {
    count = 0;
  });
};
