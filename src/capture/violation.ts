/** What the browser refused or will refuse: the page's own Content Security Policy, deprecations, interventions. */
import { cleanTrace, limits } from '@watchglass/contract';
import { sourceOf } from '../page/source.ts';
import type { Capture } from './context.ts';

/** Different violations per view: an extension may try a thousand URLs. */
const DIFFERENT_PER_VIEW = 50;

/** What events and reports of the browser have in common; each kind has some of it. */
type Told = Partial<{
  effectiveDirective: string;
  id: string;
  blockedURI: string;
  blockedURL: string;
  sourceFile: string | null;
  lineNumber: number | null;
  columnNumber: number | null;
  disposition: string;
  message: string;
}>;

/** Starts capturing violations, each once per view. */
export const captureViolation: Capture = (ctx) => {
  const seen = new Set<string>();
  const report = (policy: string, told: Told): void => {
    const directive = (told.effectiveDirective ?? told.id ?? '').slice(0, limits.nameChars);
    const blocked = told.blockedURI ?? told.blockedURL ?? '';
    // `inline`, `eval` and other words of the standard are no URLs
    const resource = /^[a-z-]*$/.test(blocked) ? blocked : ctx.url(blocked);
    const name = policy + directive + resource;
    if (seen.has(name)) return;
    if (seen.size >= DIFFERENT_PER_VIEW) return ctx.drop('violation_cap');
    ctx.emit('violation', {
      policy,
      directive,
      resource,
      source: sourceOf(ctx, told.sourceFile, told.lineNumber, told.columnNumber),
      enforced: told.disposition ? told.disposition === 'enforce' : policy === 'intervention',
      message: cleanTrace(told.message ?? '', limits.textChars),
    });
    // it may have begun the view that it counts in
    seen.add(name);
  };
  ctx.on('page_view', () => seen.clear());
  ctx.listen<SecurityPolicyViolationEvent>(document, 'securitypolicyviolation', (event) => report('csp', event));
  const { ReportingObserver } = window as Partial<typeof window>;
  if (!ReportingObserver) return;
  const observer = new ReportingObserver(
    ctx.guard((reports) => {
      for (const { type = '', body } of reports) report(type.replace(/-violation$/, ''), body as Told);
    }),
    // with those of the policy from before the chunk came
    { types: ['csp-violation', 'deprecation', 'intervention'], buffered: true },
  );
  observer.observe();
  ctx.stops.add(() => observer.disconnect());
};
