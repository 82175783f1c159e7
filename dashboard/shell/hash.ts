/**
 * The place in the dashboard as text behind `#`: a path and parameters, so that every view is a URL that any static
 * server can serve and that never reaches a server's log.
 */

/** A page and what it is asked. */
export interface Place {
  /** Starts with `/`. */
  readonly path: string;
  readonly params: URLSearchParams;
}

/** Parameters that go along from page to page. */
const KEPT = ['project', 'range'];

/** The place that a `location.hash` names; nothing, or something that is no path, is the first page. */
export function parseHash(hash: string): Place {
  const text = hash.replace(/^#/, '');
  const at = text.indexOf('?');
  const path = at < 0 ? text : text.slice(0, at);
  return {
    // by its name as well, as the other pages
    path: path.startsWith('/') && path !== '/overview' ? path : '/',
    params: new URLSearchParams(at < 0 ? '' : text.slice(at + 1)),
  };
}

/** The hash of a place, `#` included. `/` and `:` stay readable: both are allowed in a fragment. */
export function formatHash({ path, params }: Place): string {
  const query = params.toString().replaceAll('%2F', '/').replaceAll('%3A', ':');
  return `#${path}${query === '' ? '' : `?${query}`}`;
}

/** One change of parameters: a text, a list of texts, or null to remove it. */
export type ParamChange = string | readonly string[] | null;

/** `place` with some parameters changed; all others keep their value and order. */
export function withParams(place: Place, changes: Readonly<Record<string, ParamChange>>): Place {
  const params = new URLSearchParams(place.params);
  for (const [name, value] of Object.entries(changes)) {
    params.delete(name);
    if (typeof value === 'string') params.append(name, value);
    else for (const one of value ?? []) params.append(name, one);
  }
  return { path: place.path, params };
}

/** Link to another page from `place`: project and time range go along, all else is the other page's own. */
export function linkFrom(place: Place, path: string, own: Readonly<Record<string, ParamChange>> = {}): string {
  const kept = Object.fromEntries(KEPT.map((name) => [name, place.params.get(name)]));
  return formatHash(withParams({ path, params: new URLSearchParams() }, { ...kept, ...own }));
}
