/** Which browser a user agent names: a family, never a version, for numbers by browser. */

/** Families by the word that only their user agents have; those whose agents also have another's word come first. */
const FAMILIES: readonly (readonly [word: RegExp, family: string])[] = [
  [/\bEdg(A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPX|OPT)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*Safari\//, 'Safari'],
];

/** Longest part of a user agent that is looked at; browsers stay below 300 characters. */
const AGENT_CHARS = 1_000;

/** The family: `Chrome` also for what says no more than that it is built on it; '' when the agent names none. */
export function browserOf(agent: string | undefined): string {
  const text = (agent ?? '').slice(0, AGENT_CHARS);
  return FAMILIES.find(([word]) => word.test(text))?.[1] ?? '';
}
