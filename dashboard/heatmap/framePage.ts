/** Whether a frame shows the page that the numbers are about. */
import { defaultUrlRules, pageOf } from '@watchglass/contract';

/** A frame with this name is inert for the SDK: looking at a page must not add events. */
export const inertName = 'watchglass:inert';

/** A page that has not begun to show after this long is given up; slow ones on slow lines take some seconds. */
const LOAD_MS = 10_000;
/** How often to look: pages of single-page apps change their address without any event outside. */
const LOOK_MS = 100;

/** What became of a frame: its document, or a sentence that says why it cannot be used. */
export type FramePage =
  | { readonly document: Document; readonly why?: undefined }
  | { readonly document?: undefined; readonly why: string };

/**
 * Address to open for a page, or a sentence why it cannot be opened here. Masked query values are left out: `*` would
 * ask the site for a thing called `*`.
 */
export function addressOf(url: string, here: Location): { readonly href: string } | { readonly why: string } {
  let target: URL;
  try {
    target = new URL(url);
  } catch {
    return { why: 'The address of this page is not known' };
  }
  if (target.origin !== here.origin)
    return {
      why: `This page lives on ${target.host || 'another site'}, and a browser lets us draw only over pages of our own site`,
    };
  const known = [...target.searchParams].filter(([, value]) => value !== '*');
  target.search = new URLSearchParams(known).toString();
  return { href: target.href };
}

/** Hears once the frame shows a document, and again when that changes; returns the way to stop. */
export function watchFrame(frame: HTMLIFrameElement, page: string, changed: (found: FramePage) => void): () => void {
  const started = performance.now();
  let last: Document | string | undefined;
  const look = (): void => {
    const found = lookInto(frame, page, performance.now() - started > LOAD_MS);
    const now = found?.document ?? found?.why;
    if (!found || now === last) return;
    last = now;
    changed(found);
  };
  const timer = setInterval(look, LOOK_MS);
  frame.addEventListener('load', look);
  look();
  return () => {
    clearInterval(timer);
    frame.removeEventListener('load', look);
  };
}

function lookInto(frame: HTMLIFrameElement, page: string, isLate: boolean): FramePage | undefined {
  let document: Document | null = null;
  let href = '';
  try {
    document = frame.contentDocument;
    href = frame.contentWindow?.location.href ?? '';
  } catch {
    // another origin: a redirect, or the browser's own page about a failure
    return { why: 'The page cannot be shown in a frame, or it leads to another site' };
  }
  if (!document) return isLate || href !== '' ? { why: 'The page cannot be shown in a frame' } : undefined;
  if (href === 'about:blank' || document.readyState === 'loading') {
    return isLate ? { why: 'The page did not load in 10 s' } : undefined;
  }
  const status = statusOf(document);
  if (status >= 400) return { why: `The page answered with status ${status}` };
  if (!isPage(href, page)) return { why: `Its address now leads to another page (${pageOf(href, defaultUrlRules)})` };
  return { document };
}

/** HTTP status of a document; 0 where the browser does not tell. */
function statusOf(document: Document): number {
  const [entry] = document.defaultView?.performance.getEntriesByType('navigation') ?? [];
  return (entry as { responseStatus?: number } | undefined)?.responseStatus ?? 0;
}

/** Whether an address is of a page, whichever of the two ways to route its site chose. */
const isPage = (href: string, page: string): boolean =>
  pageOf(href, defaultUrlRules) === page || pageOf(href, { ...defaultUrlRules, hashRouting: true }) === page;
