/** Reasons of drops in words: what an SDK calls `late` says little to who reads the ledger. */

/** What happened, by the reason that an SDK gives. */
const reasons: Readonly<Record<string, string>> = {
  before_send: 'The site’s own hook said no.',
  before_send_error: 'The site’s own hook failed.',
  invalid: 'An event of the site without a usable name.',
  event_too_large: 'Larger than an event may be.',
  too_large: 'Larger than a request may be.',
  click_cap: 'More clicks in a second than people make.',
  error_cap: 'More errors in a view than are worth keeping.',
  request_cap: 'More failures of one request in a view than are worth keeping.',
  resource_error_cap: 'More addresses in a view that failed to load than are worth keeping.',
  violation_cap: 'More violations of a policy in a view than are worth keeping.',
  long_frame_cap: 'A long frame of a view in which others blocked longer.',
  selection_cap: 'More selections in a view than people make.',
  rejected: 'The collector refused it.',
  late_cap: 'A group, flag or breadcrumb of a page that was left before the SDK was whole.',
  late: 'Another tab had sent the end of its view already.',
  evicted: 'The browser’s storage was full.',
  parked: 'The collector failed on it each time.',
};

/** What a reason says, also of a sink by its name; any other is a newer SDK's. */
export const wordsOf = (reason: string): string =>
  Object.hasOwn(reasons, reason)
    ? (reasons[reason] as string)
    : reason.startsWith('sink:')
      ? `“${reason.slice(5)}” answered with failures for too long.`
      : reason.trim() === ''
        ? 'No reason was told.'
        : 'As a newer SDK, or the site, calls it.';
