/** Calls of the client that the idle chunk answers: those from before it came, and those from then on. */
import { limits } from '@watchglass/contract';
import { captureBreadcrumb } from './capture/breadcrumb.ts';
import type { CaptureContext, LateCall } from './capture/context.ts';
import { nameOf } from './page/value.ts';
import { normalize } from './pipeline/normalize.ts';

/** Begins to answer. */
export function answerLateCalls(ctx: CaptureContext): void {
  const told = new Set<string>();
  const methods: Readonly<Record<string, (...args: unknown[]) => void>> = {
    addBreadcrumb: captureBreadcrumb(ctx),
    group(type, id, traits) {
      const [groupType, group] = [nameOf(type), nameOf(id)];
      if (groupType && group) ctx.emit('group', { groupType, group, traits: normalize(traits) });
      else ctx.drop('invalid');
    },
    featureFlag(key, value, properties) {
      const [flag, variant] = [nameOf(key), String(value).slice(0, limits.textChars)];
      const name = JSON.stringify([flag, variant]);
      if (!flag) return ctx.drop('invalid');
      // flags are read in every rendering
      if (told.has(name)) return;
      told.add(name);
      ctx.emit('feature_flag', { flag, variant, properties: normalize(properties) });
    },
  };
  const answer = ctx.guard(([method, ...args]: LateCall) => methods[method]?.(...args));
  ctx.calls.splice(0).forEach(answer);
  ctx.calls.push = answer;
}
