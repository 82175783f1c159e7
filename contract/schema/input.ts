/** What people filled in and selected; never what it says. */
import type { TProperties } from 'typebox';
import { limits } from '../limits.ts';
import type { Kind } from '../types.ts';
import { durationMs, element, index, key, label, role } from './fields.ts';
import { count, listOf, ms, oneOf, text } from './shapes.ts';

/** Fields of these kinds besides the common ones. */
export const input = {
  form: {
    ...element,
    label,
    outcome: oneOf(['submitted', 'abandoned'], 'how it ended'),
    durationMs,
    fields: listOf(
      {
        key,
        index,
        role,
        label,
        focusMs: ms('time in the field'),
        edits: count('times its value was changed'),
        reentries: count('times somebody came back to it'),
        invalid: count('times the browser refused its value'),
      },
      limits.elements,
      'fields in the order of the first visit; never a value',
    ),
    lastKey: text(limits.keyChars, 'field that was left last: where it was abandoned'),
    lastIndex: count('position of that field among those that share the anchor of its key, from 0'),
  },
  selection: {
    ...element,
    action: oneOf(['select', 'copy', 'cut', 'paste'], 'what was done with text'),
    chars: count('its length; never the text'),
  },
} satisfies Partial<Record<Kind, TProperties>>;
