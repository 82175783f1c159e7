/** The console, in debug mode and for the one warning about wrong options: never else. */
import { attempt } from './attempt.ts';

const PREFIX = '[watchglass]';

/** Says something to developers who asked for it. Never throws, whatever the page made of its console. */
export type Say = (...parts: unknown[]) => void;

/** Logs with our prefix, or does nothing when `debug` is off. */
export const createSay =
  (debug: boolean): Say =>
  (...parts) =>
    debug &&
    attempt(() => {
      // consoles of pages give things back
      console.log(PREFIX, ...parts);
    });

/** A warning about how the SDK is used, meant for whoever is adding it. */
export const warn = (text: string): void => {
  console.warn(PREFIX, text);
};
