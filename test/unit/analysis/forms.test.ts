import { forms, type FormsInput, type StoredOf } from '@watchglass/analysis';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventOf, everything, streams } from './events.ts';

const input: FormsInput = { ...everything, page: 'a' };
type Field = StoredOf<'form'>['fields'][number];
const field = (key: string, focusMs: number, more: Partial<Field> = {}): Field => ({
  key,
  index: 0,
  role: 'textbox',
  label: key,
  focusMs,
  edits: 0,
  reentries: 0,
  invalid: 0,
  ...more,
});
const form = (at: number, fields: Field[], lastKey = '', more: Partial<StoredOf<'form'>> = {}) =>
  eventOf('form', at, {
    page: 'a',
    key: 'id:order',
    outcome: lastKey === '' ? 'submitted' : 'abandoned',
    fields,
    lastKey,
    ...more,
  });

describe('forms', () => {
  it('answers nothing when nobody began one', () => {
    expect(forms.fold(forms.rows([], input), input)).toEqual({ forms: [] });
    expect(forms.fold([], input)).toEqual({ forms: [] });
  });

  it('counts how often it was begun, sent and given up, and in which field', () => {
    const events = [
      form(1, [field('id:name', 1000, { edits: 1 }), field('id:mail', 4000, { edits: 2, invalid: 1 })]),
      form(2, [field('id:mail', 2000), field('id:name', 3000, { reentries: 1 })], 'id:mail', { session: 's2' }),
      form(3, [field('id:name', 500)], 'id:name', { label: 'Newest' }),
      form(4, [], 'id:gone'),
      form(5, [], '', { page: 'b' }),
    ];
    const [found, ...others] = forms.fold(forms.rows(events, input), input).forms;
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      key: 'id:order',
      label: 'Order',
      starts: 4,
      submits: 1,
      abandons: 3,
      sessions: 2,
      submitShare: 0.25,
    });
    // the name is visited first in two of three, the mail in one of two
    expect(found?.fields).toEqual([
      {
        key: 'id:name',
        index: 0,
        label: 'id:name',
        role: 'textbox',
        visits: 3,
        medianFocusMs: 1000,
        edits: 1,
        reentries: 1,
        invalid: 0,
        abandons: 1,
        place: 4 / 3,
        abandonShare: 1 / 3,
      },
      {
        key: 'id:mail',
        index: 0,
        label: 'id:mail',
        role: 'textbox',
        visits: 2,
        medianFocusMs: 3000,
        edits: 2,
        reentries: 0,
        invalid: 1,
        abandons: 1,
        place: 1.5,
        abandonShare: 1 / 3,
      },
    ]);
  });

  it('keeps forms of one anchor apart, and gives each its own fields', () => {
    const events = [
      form(1, [field('id:a', 1)], '', { index: 1 }),
      form(2, [field('id:b', 1)], '', { index: 0 }),
      form(3, [field('id:c', 1)], '', { key: 'id:z' }),
      form(4, [field('id:c', 1)], '', { key: 'id:z' }),
    ];
    const found = forms.fold(forms.rows(events, input), input).forms;
    expect(found.map(({ key, index, fields }) => [key, index, fields.map((one) => one.key)])).toEqual([
      ['id:z', 0, ['id:c']],
      ['id:order', 0, ['id:b']],
      ['id:order', 1, ['id:a']],
    ]);
  });

  it('gives equal rows whatever the order', () => {
    fc.assert(
      fc.property(streams('form', 'click'), ({ stream, shuffled }) => {
        expect(forms.rows(shuffled, input)).toEqual(forms.rows(stream, input));
      }),
    );
  });
});
