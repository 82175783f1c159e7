/** What is true of the whole document and travels once per batch. */
import { type Batch, cleanLine, limits } from '@watchglass/contract';
import { attempt } from './attempt.ts';

const size = (read: () => number): number => Math.max(0, Math.round(attempt(read, 0)) || 0);
const line = (read: () => string): string => attempt(() => cleanLine(String(read() ?? ''), limits.nameChars), '');

/** Language, time zone and screen of the visitor's browser. */
export const surroundings = (): Batch['context'] => ({
  language: line(() => navigator.language),
  timeZone: line(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
  screenWidth: size(() => screen.width),
  screenHeight: size(() => screen.height),
  automated: attempt(() => navigator.webdriver === true, false),
});
