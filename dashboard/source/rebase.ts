/**
 * The demo's sample was recorded at an address that exists nowhere. When it is opened, its events move to where the
 * demo is served from, so that visits of the sample and the reader's own visits meet on the same pages.
 */
import { defaultUrlRules, pageOf, type StoredEvent } from '@watchglass/contract';

/** Where the sample's shop was served: a name that no network resolves (RFC 2606). */
export const sampleBase = 'http://sample.watchglass.invalid';

const moved = (text: string, base: string): string => text.replaceAll(sampleBase, base);

/**
 * An event of the sample as if it had been recorded below `base`; any other event as it is.
 *
 * @param base URL of the folder above `dashboard/`, without query or fragment; a slash at its end is not needed.
 * @example rebase(event, new URL('..', location.href.split('#')[0]).href)
 */
export function rebase<E extends StoredEvent>(event: E, base: string): E {
  if (!event.url.startsWith(`${sampleBase}/`)) return event;
  const root = base.replace(/\/+$/, '');
  const url = moved(event.url, root);
  const next = { ...event, url, page: pageOf(url, defaultUrlRules) };
  const pageMoved = (page: string): string => {
    const old = `http://${page}`;
    return old.startsWith(`${sampleBase}/`) ? pageOf(moved(old, root), defaultUrlRules) : page;
  };
  switch (next.kind) {
    case 'page_view':
      next.referrer = moved(next.referrer, root);
      break;
    case 'quick_back':
      next.left = pageMoved(next.left);
      break;
    case 'request':
      next.target = pageMoved(next.target);
      break;
    case 'resource_error':
      next.resource = moved(next.resource, root);
      break;
    case 'violation':
      next.resource = moved(next.resource, root);
      next.source = moved(next.source, root);
      break;
    case 'vital':
      next.source = moved(next.source, root);
      break;
    case 'long_frame':
      next.scripts = next.scripts.map((script) => ({ ...script, source: moved(script.source, root) }));
      break;
    case 'error':
      next.stack = moved(next.stack, root);
      next.causes = next.causes.map((cause) => ({ ...cause, stack: moved(cause.stack, root) }));
      break;
    default:
  }
  return next;
}
