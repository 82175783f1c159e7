/** Hands our trace on to what the site's own servers record of a request. */
import type { CaptureContext } from './capture/context.ts';
import { nameOf } from './page/value.ts';

/** Gives requests to origins that the site listed the header `traceparent` (W3C Trace Context, version 00, sampled). */
export function traceRequests(ctx: CaptureContext): void {
  const origins = ctx.settings.traceOrigins.map(nameOf);
  ctx.traceParent = (href) => {
    // with the slash that ends an origin, or `https://shop.example` would allow `https://shop.example.evil`
    if (!origins.some((one) => href.startsWith(`${one}/`))) return '';
    const id = ctx.newId().replaceAll('-', '');
    return `00-${id}-${id.slice(16)}-01`;
  };
}
