/** Presses of buttons that are off: they take a press and make no click of it. */
import { type EventOf, isElement, tagOf } from '@watchglass/contract';
import { spotAt } from './spot.ts';

/** What can be off. */
const BUTTON = /^(button|input)$/;

/** The click that would have come of a press, and whether what was pressed looks as if it were on; none of other presses. */
export function refusedPress(event: PointerEvent): [click: EventOf<'click'>, looksAlive: boolean] | undefined {
  const path = event.composedPath().filter((one) => isElement(one)) as Element[];
  if (!event.isTrusted || event.button || !path.some((one) => BUTTON.test(tagOf(one)) && one.matches(':disabled')))
    return undefined;
  const pointer = (/touch|pen/.exec(event.pointerType)?.[0] ?? 'mouse') as EventOf<'click'>['pointer'];
  const { cursor, opacity } = getComputedStyle(path[0] as Element);
  return [
    { ...spotAt(path, event, pointer), id: '', interactive: true } as EventOf<'click'>,
    cursor === 'pointer' && opacity === '1',
  ];
}
