/** What a funnel can be made of: everything that occurred, with names for people; and funnels worth a look. */
import type { CatalogueAnswer, FunnelStep } from '@watchglass/analysis';
import { shortPage } from '../shell/format.ts';
import { formatStep, stepCounts } from './steps.ts';

/** One thing to pick. */
export interface StepChoice {
  readonly step: FunnelStep;
  /** The step as text: its identity. */
  readonly id: string;
  readonly name: string;
  /** What else tells it from its likes. */
  readonly detail: string;
  readonly count: number;
}

/** Choices of one kind, most frequent first. */
export interface ChoiceGroup {
  readonly kind: FunnelStep['kind'];
  readonly title: string;
  /** What is counted, in the singular. */
  readonly unit: string;
  readonly choices: readonly StepChoice[];
}

const choice = (step: FunnelStep, name: string, detail: string, count: number): StepChoice => ({
  step,
  id: formatStep(step),
  name,
  detail,
  count,
});

/** A step is met by its key on whatever page, so an element that is on many pages is one choice. */
function clickChoices({ clickedElements }: CatalogueAnswer, pages: readonly string[]): StepChoice[] {
  const byKey = new Map<string, { label: string; clicks: number; pages: string[] }>();
  for (const { key, label, page, clicks } of clickedElements) {
    const known = byKey.get(key);
    if (!known) byKey.set(key, { label, clicks, pages: [page] });
    else {
      known.clicks += clicks;
      known.pages.push(page);
      known.label ||= label;
    }
  }
  return [...byKey]
    .map(([key, element]) => {
      const [first = ''] = element.pages;
      const where = element.pages.length === 1 ? shortPage(first, pages) : `${element.pages.length} pages`;
      return choice({ kind: 'click', key }, element.label || key, `click on ${where}`, element.clicks);
    })
    .sort((a, b) => b.count - a.count);
}

/** Everything to pick from. */
export function choicesOf(catalogue: CatalogueAnswer): ChoiceGroup[] {
  const pages = catalogue.pages.map(({ page }) => page);
  return [
    {
      kind: 'page',
      title: 'Pages',
      unit: 'view',
      choices: catalogue.pages.map(({ page, title, views }) =>
        choice({ kind: 'page', page }, shortPage(page, pages), title === '' ? 'page' : title, views),
      ),
    },
    {
      kind: 'custom',
      title: 'Events',
      unit: 'time',
      choices: catalogue.customEvents.map(({ name, count }) => choice({ kind: 'custom', name }, name, 'event', count)),
    },
    { kind: 'click', title: 'Clicks', unit: 'click', choices: clickChoices(catalogue, pages) },
  ];
}

/** The choice of a step; one that did not occur in this time keeps its technical name. */
export function choiceOf(groups: readonly ChoiceGroup[], step: FunnelStep): StepChoice {
  const id = formatStep(step);
  const found = groups.flatMap((group) => group.choices).find((one) => one.id === id);
  if (found) return found;
  const detail = 'did not occur in this time';
  return choice(step, step.kind === 'page' ? step.page : step.kind === 'custom' ? step.name : step.key, detail, 0);
}

/** Choices whose name or detail holds every word of `search`. */
export function matching(group: ChoiceGroup, search: string): StepChoice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return group.choices.filter(({ name, detail, id }) => {
    const text = `${name} ${detail} ${id}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** A funnel that fits what occurred. */
export interface Suggestion {
  readonly name: string;
  readonly steps: readonly FunnelStep[];
}

/** What shops call the end of a checkout: the event for it says the same, better. */
const END = /\/(done|thanks?|thank-you|success|confirmation|confirmed|complete)\b/i;

function shopFunnel({ pages, customEvents }: CatalogueAnswer): FunnelStep[] {
  const page = (pattern: RegExp): FunnelStep[] =>
    pages
      .filter((one) => pattern.test(one.page))
      .slice(0, 1)
      .map((one) => ({ kind: 'page', page: one.page }));
  const custom = (pattern: RegExp): FunnelStep[] =>
    customEvents
      .filter((one) => pattern.test(one.name))
      .slice(0, 1)
      .map((one) => ({ kind: 'custom', name: one.name }));
  const ordered = custom(/order|purchase|paid|checkout_(done|complete)/i);
  // most viewed first is the order of the steps, as people only ever get lost on the way
  const checkout = pages
    .filter((one) => /\/check-?out\b/i.test(one.page) && (ordered.length === 0 || !END.test(one.page)))
    .map((one): FunnelStep => ({ kind: 'page', page: one.page }));
  if (checkout.length === 0 && ordered.length === 0) return [];
  const added = custom(/add.*(cart|basket|bag)/i);
  return [
    ...page(/\/(product|item|p)s?\/[^/]+$|\/product$/i),
    ...(added.length > 0 ? added : page(/\/(cart|basket|bag)$/i)),
    ...checkout.slice(0, stepCounts.most - 3),
    ...ordered,
  ];
}

/** Up to two funnels to start from. */
export function suggestionsOf(catalogue: CatalogueAnswer): Suggestion[] {
  const shop = shopFunnel(catalogue);
  const [first, second] = catalogue.pages;
  return [
    ...(shop.length >= 3 ? [{ name: 'From product to order', steps: shop }] : []),
    ...(first && second
      ? [
          {
            name: 'From the most viewed page to the next',
            steps: [first, second].map(({ page }): FunnelStep => ({ kind: 'page', page })),
          },
        ]
      : []),
  ];
}
