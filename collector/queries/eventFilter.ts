/** Sessions by an event in them, in SQL: the twin of `isFiltered` of analysis. */
import { type EventFilter, filteredFields } from '@watchglass/analysis';
import { viewportClasses } from '@watchglass/contract';
import type { Statement } from '../types.ts';
import { isCounted } from './counted.ts';

type Kind = EventFilter['kind'];

const clicks: readonly Kind[] = ['rage_click', 'dead_click', 'error_click'];

/** Kinds that have a field, where not all do: in events of the others its column says nothing. */
const kindsWith: Readonly<Record<string, readonly Kind[]>> = {
  key: [...clicks, 'form'],
  index: [...clicks, 'form'],
  type: ['error'],
  message: ['error'],
  noise: ['error'],
  method: ['request'],
  target: ['request'],
  failure: ['request'],
  status: ['request'],
  outcome: ['form'],
  lastKey: ['form'],
  lastIndex: ['form'],
  viewport: clicks,
  isNoise: ['error'],
  field: ['form'],
};

/** Condition on an event. Its text depends on the kind and on which fields are asked for, never on what they are to be. */
export function eventCondition({ kind, viewport, isNoise, field, ...filter }: EventFilter): Statement {
  const parts = ['kind = {eventKind:String}'];
  const params: Record<string, unknown> = { eventKind: kind };
  const ask = (name: string, isAsked: boolean, sql: string, own: Record<string, unknown>): void => {
    if (!isAsked) return;
    parts.push((kindsWith[name] ?? [kind]).includes(kind) ? sql : 'false');
    Object.assign(params, own);
  };
  if (clicks.includes(kind)) parts.push(isCounted);
  for (const name of filteredFields.texts)
    ask(name, filter[name] !== undefined, `${name} = {is_${name}:String}`, { [`is_${name}`]: filter[name] ?? '' });
  for (const name of filteredFields.numbers)
    ask(name, filter[name] !== undefined, `\`${name}\` = {is_${name}:Int64}`, { [`is_${name}`]: filter[name] ?? 0 });
  const place = viewportClasses.findIndex(({ name }) => name === viewport);
  ask(
    'viewport',
    viewport !== undefined,
    'viewportWidth >= {eventFromPx:Int64} AND viewportWidth < {eventToPx:Int64}',
    {
      eventFromPx: viewportClasses[place]?.fromPx ?? 0,
      eventToPx: viewportClasses[place + 1]?.fromPx ?? Number.MAX_SAFE_INTEGER,
    },
  );
  ask('isNoise', isNoise !== undefined, "(noise != '') = {isNoise:Bool}", { isNoise });
  ask(
    'field',
    field !== undefined,
    'arrayExists(one -> one.1 = {fieldKey:String} AND one.2 = {fieldIndex:Int64}, fields)',
    { fieldKey: field?.key, fieldIndex: field?.index },
  );
  return { sql: parts.join(' AND '), params };
}
