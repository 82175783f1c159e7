/** What people operate, as opposed to what they read. */
import { read, roleOf } from '@watchglass/contract';
import { isPage } from './element.ts';

/** Roles that people operate, most of them by their tag. */
const CONTROL = /^((spin)?button|link|[a-z]+box|radio|switch|tab|(menu|tree)item.*|option|slider|label|summary)$/;

/** Whether an element is a control: by its role, because it can be edited, or because a click on it does something. */
export const isControl = (element: Element): unknown =>
  !isPage(element) &&
  (CONTROL.test(roleOf(element)) ||
    read(element, 'isContentEditable') ||
    // frameworks set the handler as a property; null when there is none
    read(element, 'onclick'));
