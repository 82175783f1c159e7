/** What our words mean, in one place: the page, the help and the definitions beside numbers say the same. */
export const meanings = {
  visitor: 'A browser, told apart by an id of the site’s own. Clearing its storage makes it a new visitor.',
  session: 'One visit: it ends after 30 minutes without activity, or after 24 hours.',
  pageView: 'A page shown: loaded, reached inside a single-page app, or brought back by the back button.',
  click: 'A click, tap or key press on an element by a person. Clicks that a script made are left out.',
  error: 'An uncaught error, an unhandled rejection, or one that the site reported itself. Noise is set aside.',
  noise:
    'Errors that are nobody’s bug: of browser extensions, of scripts of other sites that tell no more, of observers that took another round. They are kept apart, not hidden.',
  rageClick: 'Three clicks or more on one spot within a second of each other, most of them without an answer.',
  deadClick: 'A click on what looks clickable, after which nothing changed.',
  errorClick: 'A click that led to an error, or to a request that failed.',
  attention: 'Time the pointer was on an element. Screens that are touched have next to none.',
  exposed: 'Views in which at least half of it could be seen for a second or more.',
  clickedShare: 'Of the views that saw it, the share in which it was clicked. 0 % was seen and ignored.',
  p75: '3 of 4 took at most this long.',
  starts: 'Times somebody began to fill it in: pressed into a field of it, or changed one.',
  submits: 'Of those who began, who sent it.',
  abandons: 'Of those who began, who left without sending it.',
  reentries: 'Times somebody came back to the field after leaving it.',
  invalid: 'Times the browser refused what stood in it.',
  gaveUp: 'Left without sending the form, and this was the field they were in last.',
  arrived:
    'Each loaded document numbers its events from 0, so a missing number is a missing event. This is what arrived, of what was captured at least (the highest number seen), without what is still on the way.',
  captured:
    'At least so many events were captured: in each loaded document, the highest number seen, and what it gave up before that had a number. What came after it and never arrived is not known.',
  stored: 'Events that arrived and are kept, each once.',
  underway:
    'Missing numbers of documents that were heard of in the last 7 days: what a page keeps until it is left, such as how far it was scrolled, or what waits in a browser that is offline or closed.',
  dropped: 'Events that a page gave up, and said so: for want of space, or because its site asked for it.',
  unknown:
    'Missing numbers of documents that were not heard of for 7 days: lost with the browser that had them, or still in one that was not opened since.',
  duplicates:
    'Events that a browser sent again, because it did not hear that they had arrived. Each is kept once. Counted by the collector since it started.',
  activeTime:
    'Time with a click, key press, scroll or pointer movement in the last 5 seconds; the median over all views.',
  conversion: 'Of those who took the first step, the share that took every step in order, in time.',
  window: 'The longest time from the first step to the last. Steps taken later do not count.',
  dropOff: 'Took the step before, but not this one in time.',
  median: 'Half were faster than this, half slower.',
  p90: '9 of 10 were faster than this.',
} as const;
