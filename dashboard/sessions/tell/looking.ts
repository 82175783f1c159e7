/** What is told of what people looked at and filled in: once per view, when it ends. */
import { counted, duration } from '../../shell/format.ts';
import { elementName, quoted, type Tellers, told } from './told.ts';

/** Elements of a list that are shown; all of them are in the export. */
const SHOWN = 5;

/** The longest of a list, longest first. */
const longest = <One>(list: readonly One[], msOf: (one: One) => number): One[] =>
  [...list].sort((a, b) => msOf(b) - msOf(a)).slice(0, SHOWN);

const times = (value: number, once: string, more: string): string =>
  value === 0 ? '' : value === 1 ? once : `${more} ${counted(value, 'time')}`;

/** Pointer, sight and forms. */
export const looking: Tellers<'attention' | 'exposure' | 'form'> = {
  attention: (event) => {
    const list = longest(event.attended, ({ dwellMs }) => dwellMs);
    return told({
      title: `The pointer was on ${counted(event.attended.length, 'element')}${list[0] ? `, longest on ${quoted(list[0])}` : ''}`,
      values: list.map((one) => [elementName(one), duration(one.dwellMs)]),
    });
  },
  exposure: (event) => {
    const list = longest(event.exposed, ({ exposedMs }) => exposedMs);
    return told({
      title: `${counted(event.exposed.length, 'control')} could be seen${list[0] ? `, longest ${quoted(list[0])}` : ''}`,
      values: list.map((one) => [elementName(one), duration(one.exposedMs)]),
    });
  },
  form: (event) => {
    const last = event.fields.find(({ key, index }) => key === event.lastKey && index === event.lastIndex);
    const end =
      event.outcome === 'submitted'
        ? `sent after ${duration(event.durationMs)}`
        : `given up after ${duration(event.durationMs)}${last ? `, in the field ${quoted(last)}` : ''}`;
    return told({
      title: `${quoted(event)} was ${end}`,
      notes: [counted(event.fields.length, 'field')],
      // in the order of the visits: that is the story
      values: event.fields
        .slice(0, SHOWN)
        .map((field) => [
          elementName(field),
          [
            duration(field.focusMs),
            times(field.edits, 'changed once', 'changed'),
            times(field.reentries, 'came back once', 'came back'),
            times(field.invalid, 'refused once', 'refused'),
          ]
            .filter((part) => part !== '')
            .join(', '),
        ]),
    });
  },
};
