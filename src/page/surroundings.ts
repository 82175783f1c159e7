/** What is true of the whole document and travels once per batch. */
import type { Batch } from '@watchglass/contract';

/** Language, time zone and screen of the visitor's browser. */
export const surroundings = (): Batch['context'] => ({
  language: navigator.language,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? '',
  screenWidth: screen.width,
  screenHeight: screen.height,
  automated: !!navigator.webdriver,
});
