/** How people got through forms: times, changes and returns per field, where they gave up. Never a value, never a length. */
import { attributeOf, type BodyOf, cleanLine, isElement, keyOf, keyRule, limits } from '@watchglass/contract';
import { ofDocument } from '../page/element.ts';
import { formOf, isField, isSecret } from '../page/field.ts';
import { fitting } from '../page/fitting.ts';
import { nameOfElement } from '../page/named.ts';
import { createVisibleTime } from '../page/visibleTime.ts';
import type { Capture } from './context.ts';

/** Forms in one view; a page with more is a table that can be edited. */
const FORMS = 20;

type Field = BodyOf<'form'>['fields'][number];

/** A form, and when somebody came to it first. */
type Form = readonly [body: BodyOf<'form'>, from: number];

/** Starts capturing forms. */
export const captureForm: Capture = (ctx) => {
  const visibleMs = createVisibleTime(ctx);
  let forms = new Map<Element, Form>();
  let fields = new WeakMap<Element, Field>();
  /** Those that somebody began with, in that order: a page may put the focus where it likes. */
  let begun = new Set<BodyOf<'form'>>();
  /** Where the focus is. */
  let current: Element | undefined;
  /** The field that was left because the window was: coming back to it is no return. */
  let away: Element | undefined;
  /** The field whose change has been counted. */
  let edited: Element | undefined;
  /** Fields that have had the focus. */
  let visited = new WeakSet<Element>();
  let settled = 0;
  let refused = 0;

  const settle = (): void => {
    const now = visibleMs();
    // a form that is gone after its submission keeps nobody
    const field = current?.isConnected && fields.get(current);
    if (field) field.focusMs += now - settled;
    settled = now;
  };
  const begin = (element: Element): Form => {
    const { key, index } = keyOf(element);
    const label = cleanLine(attributeOf(element, 'aria-label') || attributeOf(element, 'name'), limits.labelChars);
    const state = { key, index, keyRule, label, fields: [], lastKey: '', lastIndex: 0 };
    const form = [{ ...state, outcome: 'abandoned', durationMs: 0 }, visibleMs()] as const;
    forms.set(element, form);
    return form;
  };
  const visit = ([{ fields: list }]: Form, element: Element): Field => {
    const named = nameOfElement(element, true);
    const label = isSecret(element) ? '' : named.label;
    const field = { ...named, label, focusMs: 0, edits: 0, reentries: 0, invalid: 0 };
    fields.set(element, field);
    list.push(field);
    return field;
  };

  ctx.listen(window, 'focusin focusout pointerdown input invalid', (event) => {
    if (!event.isTrusted) return;
    const { type } = event;
    const path = event.composedPath().filter(isElement) as Element[];
    const place = path.findIndex(isField);
    const element = path[place];
    const around = element && formOf(path.slice(place));
    if (!around || (forms.size >= FORMS && !forms.has(around))) return;
    settle();
    if (type === 'focusout') {
      away = ofDocument('activeElement') === element ? element : undefined;
      current = undefined;
      return;
    }
    const form = forms.get(around) ?? begin(around);
    const [body, from] = form;
    if (/^(pointerdown|input)$/.test(type)) begun.add(body);
    // a press in an editor may be on any element of its text
    if (type === 'pointerdown') return;
    const known = fields.get(element);
    // a table of fields, or a script that presses one after the other: what is told of a form holds no more
    if (!known && body.fields.length >= limits.elements) return;
    const field = known ?? visit(form, element);
    if (type === 'invalid') {
      field.invalid++;
      refused++;
      return;
    }
    if (type === 'input') {
      if (edited !== element) field.edits++;
      edited = element;
    } else {
      if (away !== element) {
        if (visited.has(element)) field.reentries++;
        edited = undefined;
      }
      visited.add(element);
      current = element;
    }
    if (body.outcome === 'submitted') return;
    body.durationMs = settled - from;
    body.lastKey = field.key;
    body.lastIndex = field.index;
  });
  ctx.listen(window, 'submit', (event) => {
    const [body, from] = forms.get(event.composedPath()[0] as Element) ?? [];
    if (!body || !begun.has(body) || body.outcome === 'submitted') return;
    const before = refused;
    body.durationMs = visibleMs() - (from ?? 0);
    body.outcome = 'submitted';
    // an app that checks by itself asks the browser to show what it thinks of it
    ctx.after(0, () => {
      if (event.defaultPrevented && refused > before) body.outcome = 'abandoned';
    });
  });
  ctx.last('form', (ending) => {
    settle();
    const bodies = [...begun].map((body) => ({ ...body, fields: fitting(body.fields) }));
    if (ending) {
      forms = new Map();
      fields = new WeakMap();
      visited = new WeakSet();
      begun = new Set();
      current = undefined;
    }
    return bodies;
  });
};
