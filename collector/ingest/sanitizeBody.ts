/**
 * What each kind of event carries besides the common fields, cleaned in place. Fields that several kinds have are cleaned
 * alike in all of them; of things in lists only the fields that the contract knows are left.
 */
import {
  cleanLine,
  cleanPage,
  cleanResource,
  cleanSource,
  cleanText,
  cleanTrace,
  type Kind,
  limits,
  type UrlRules,
  type WatchglassEvent,
} from '@watchglass/contract';

/** Until nothing more goes: a second pass sees a `data:` that the first has laid bare. */
const traceOf = (value: string, maxChars: number): string => cleanTrace(cleanTrace(value, maxChars), maxChars);

/**
 * Names in one bag of numbers (reasons of losses, features of a rule, parts of a value), and characters of one: the SDK
 * knows some ten of each, and one reason for each sink that a site names.
 */
const NUMBERS = 50;
const NUMBER_NAME_CHARS = 64;

/** Characters that no sanitizer leaves: halves of characters and controls, white space apart. A plain text has none. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff]/;

/** A text without what no text may hold. */
export const text = (value: string, maxChars: number): string =>
  value.length <= maxChars && !SUSPECT.test(value) ? value : cleanText(value, maxChars);

/** A property of its own, whatever its name: `__proto__` is a name like any other. */
export const put = (target: object, key: string, value: unknown): void =>
  void Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });

/** Few numbers with clean names; what is beyond is left out. Of those whose names became the same the first counts. */
function numbers(
  bag: Readonly<Record<string, number>>,
  join: (first: number, next: number) => number = (first) => first,
): Record<string, number> {
  const kept: Record<string, number> = {};
  for (const name of Object.keys(bag).slice(0, NUMBERS)) {
    const clean = text(name, NUMBER_NAME_CHARS);
    const value = bag[name] ?? 0;
    put(kept, clean, Object.hasOwn(kept, clean) ? join(kept[clean] ?? 0, value) : value);
  }
  return kept;
}

/** Counts of losses by reason; those whose names became the same are added up. */
export const drops = (bag: Readonly<Record<string, number>>): Record<string, number> =>
  numbers(bag, (first, next) => first + next);

type Of<K extends Kind> = Extract<WatchglassEvent, { kind: K }>;
type Cause = Pick<Of<'error'>, 'type' | 'message' | 'stack'>;

const ofCause = (one: Cause): Cause => ({
  type: text(one.type, limits.nameChars),
  message: traceOf(one.message, limits.textChars),
  stack: traceOf(one.stack, limits.stackChars),
});

function ofElement(event: { key: string; role?: string; label?: string }): void {
  event.key = text(event.key, limits.keyChars);
  if (event.role !== undefined) event.role = text(event.role, limits.nameChars);
  if (event.label !== undefined) event.label = cleanLine(event.label, limits.labelChars);
}

function ofJudged(event: { rule: string; features: Record<string, number> }): void {
  event.rule = text(event.rule, limits.nameChars);
  event.features = numbers(event.features);
}

function ofSpot(event: Of<'rage_click' | 'dead_click' | 'error_click' | 'dead_swipe' | 'thrashed_cursor'>): void {
  ofElement(event);
  ofJudged(event);
}

/** Things in a list are made anew, so that nothing is in them that the contract does not know. */
const listed = ({ key, index, role, label }: { key: string; index: number; role: string; label: string }) => ({
  key: text(key, limits.keyChars),
  index,
  role: text(role, limits.nameChars),
  label: cleanLine(label, limits.labelChars),
});

/** Cleans the body of an event of each kind. */
export type BodySanitizer = (event: WatchglassEvent) => void;

/** A sanitizer of bodies; `urlOf` cleans a URL by the project's rules, `rules` are these. */
export function createBodySanitizer(rules: UrlRules, urlOf: (raw: string) => string): BodySanitizer {
  const bodies: { readonly [K in Kind]: (event: Of<K>) => void } = {
    page_view: (event) => {
      event.title = cleanLine(event.title, limits.urlChars);
      event.referrer = urlOf(event.referrer);
    },
    page_leave: () => {},
    click: ofElement,
    rage_click: ofSpot,
    dead_click: ofSpot,
    error_click: ofSpot,
    dead_swipe: ofSpot,
    thrashed_cursor: ofSpot,
    quick_back: (event) => {
      ofElement(event);
      ofJudged(event);
      event.left = cleanPage(event.left, rules);
    },
    scroll: (event) => {
      ofElement(event);
      event.reachKey = text(event.reachKey, limits.keyChars);
    },
    attention: (event) => {
      event.attended = event.attended.map((one) => ({ ...listed(one), dwellMs: one.dwellMs }));
    },
    exposure: (event) => {
      event.exposed = event.exposed.map((one) => ({ ...listed(one), exposedMs: one.exposedMs }));
    },
    form: (event) => {
      ofElement(event);
      event.fields = event.fields.map((one) => ({
        ...listed(one),
        focusMs: one.focusMs,
        edits: one.edits,
        reentries: one.reentries,
        invalid: one.invalid,
      }));
      event.lastKey = text(event.lastKey, limits.keyChars);
    },
    selection: ofElement,
    error: (event) => {
      Object.assign(event, ofCause(event));
      event.causes = event.causes.map(ofCause);
      event.noise = text(event.noise, limits.nameChars);
      event.breadcrumbs = event.breadcrumbs.map(({ at, category, message }) => ({
        at,
        category: text(category, limits.nameChars),
        message: traceOf(message, limits.textChars),
      }));
    },
    resource_error: (event) => {
      ofElement(event);
      event.resource = cleanResource(event.resource, rules);
    },
    violation: (event) => {
      event.policy = text(event.policy, limits.nameChars);
      event.directive = text(event.directive, limits.nameChars);
      event.resource = cleanResource(event.resource, rules);
      event.source = cleanSource(event.source, rules);
      event.message = traceOf(event.message, limits.textChars);
    },
    request: (event) => {
      event.method = text(event.method, limits.nameChars);
      event.target = cleanPage(event.target, rules);
      event.trace = text(event.trace, limits.nameChars);
    },
    vital: (event) => {
      event.navigation = text(event.navigation, limits.nameChars);
      ofElement(event);
      event.attribution = numbers(event.attribution);
      event.source = cleanSource(event.source, rules);
    },
    long_frame: (event) => {
      event.scripts = event.scripts.map(({ source, invoker, durationMs }) => ({
        source: cleanSource(source, rules),
        // of a script that is run whole it is its URL
        invoker: traceOf(invoker, limits.nameChars),
        durationMs,
      }));
    },
    custom: (event) => {
      event.name = cleanLine(event.name, limits.nameChars);
    },
    identify: () => {},
    group: (event) => {
      event.groupType = cleanLine(event.groupType, limits.nameChars);
      event.group = text(event.group, limits.nameChars);
    },
    feature_flag: (event) => {
      event.flag = cleanLine(event.flag, limits.nameChars);
      event.variant = text(event.variant, limits.textChars);
    },
    sdk: (event) => {
      event.notes = event.notes.map((note) => text(note, limits.nameChars));
      event.drops = drops(event.drops);
    },
  };
  return (event) => (bodies[event.kind] as BodySanitizer)(event);
}
