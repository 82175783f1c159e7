/** Printed from schema.ts by scripts/contractTypes.mjs: change the schema, not this file. */

/** A value that JSON can carry. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Own properties of an event. */
export type Properties = Record<string, Json>;

/** Order of eviction when storage is short: replay first, core last. */
export type Lane = Batch['lane'];

/** Fields that every event carries. */
export interface CommonFields {
  /** UUIDv7; the event's name for ever. */
  id: string;
  /** epoch milliseconds on the client's clock. */
  at: number;
  /** position within the document, from 0, without gaps. */
  seq: number;
  /** first-party visitor id; a new one after storage is cleared. */
  visitor: string;
  /** the site's own user id, '' until `identify`. */
  user: string;
  /** visit of a visitor: ends after 30 min without activity or after 24 h. */
  session: string;
  /** browser tab, kept over reloads. */
  tab: string;
  /** document, new at each page load, kept by the back/forward cache. */
  doc: string;
  /** page view within the document. */
  view: string;
  /** sanitized URL: no userinfo, no fragment, query values only when allow-listed. */
  url: string;
  /** host and path template, such as `shop.example/product/:id`. */
  page: string;
}

/** Event of kind `page_view`. */
export interface PageViewEvent extends CommonFields {
  kind: 'page_view';
  /** document title, sanitized. */
  title: string;
  /** sanitized referrer, or the previous URL of a single-page app. */
  referrer: string;
  /** HTTP status, 0 when unknown. */
  status: number;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** layout viewport height, CSS px. */
  viewportHeight: number;
  /** scrollable width of the document, CSS px. */
  documentWidth: number;
  /** scrollable height of the document, CSS px. */
  documentHeight: number;
  /** what led here: document load, reload, history push or replace, traversal, back/forward cache, `client.page()`. */
  how: 'load' | 'reload' | 'push' | 'replace' | 'back_forward' | 'restore' | 'api';
  /** own properties; numbers stay numbers; `value` and `currency` are reserved for revenue. */
  properties: Properties;
}

/** Event of kind `page_leave`. */
export interface PageLeaveEvent extends CommonFields {
  kind: 'page_leave';
  /** time the view was visible. */
  visibleMs: number;
  /** visible time with a user action in the last 5 s. */
  activeMs: number;
  /** largest scroll offset / scrollable distance of the view; 1 when nothing scrolls. */
  scrollRatioMax: number;
  /** largest (scroll offset + visible height) / content height of the view. */
  contentRatioMax: number;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** layout viewport height, CSS px. */
  viewportHeight: number;
  /** scrollable height of the document, CSS px. */
  documentHeight: number;
}

/** Event of kind `click`. */
export interface ClickEvent extends CommonFields {
  kind: 'click';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** ARIA role, explicit or implied by the tag, else the tag name. */
  role: string;
  /** human label, sanitized, for reading only. */
  label: string;
  /** x inside the box of the element, 0 left to 1 right. */
  ex: number;
  /** y inside the box of the element, 0 top to 1 bottom. */
  ey: number;
  /** x in the page, CSS px. */
  pageX: number;
  /** y in the page, CSS px. */
  pageY: number;
  /** the element or an ancestor is position fixed or sticky. */
  fixed: boolean;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** what made the click. */
  pointer: 'mouse' | 'touch' | 'pen' | 'keyboard';
  /** false when a script dispatched it. */
  trusted: boolean;
  /** the element or an ancestor is a control or has a click role. */
  interactive: boolean;
}

/** Event of kind `rage_click`. */
export interface RageClickEvent extends CommonFields {
  kind: 'rage_click';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** ARIA role, explicit or implied by the tag, else the tag name. */
  role: string;
  /** human label, sanitized, for reading only. */
  label: string;
  /** x inside the box of the element, 0 left to 1 right. */
  ex: number;
  /** y inside the box of the element, 0 top to 1 bottom. */
  ey: number;
  /** x in the page, CSS px. */
  pageX: number;
  /** y in the page, CSS px. */
  pageY: number;
  /** the element or an ancestor is position fixed or sticky. */
  fixed: boolean;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** what made the click. */
  pointer: 'mouse' | 'touch' | 'pen' | 'keyboard';
  /** rule that judged, and its version, such as `rage_click@1`. */
  rule: string;
  /** how sure the rule is; what it says counts from 0.5 on. */
  confidence: number;
  /** raw features that the rule used; yes is 1, no is 0. */
  features: Record<string, number>;
  /** id of the click that it is about, the first of several; '' when there is none. */
  click: string;
}

/** Event of kind `dead_click`. */
export interface DeadClickEvent extends CommonFields {
  kind: 'dead_click';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** ARIA role, explicit or implied by the tag, else the tag name. */
  role: string;
  /** human label, sanitized, for reading only. */
  label: string;
  /** x inside the box of the element, 0 left to 1 right. */
  ex: number;
  /** y inside the box of the element, 0 top to 1 bottom. */
  ey: number;
  /** x in the page, CSS px. */
  pageX: number;
  /** y in the page, CSS px. */
  pageY: number;
  /** the element or an ancestor is position fixed or sticky. */
  fixed: boolean;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** what made the click. */
  pointer: 'mouse' | 'touch' | 'pen' | 'keyboard';
  /** rule that judged, and its version, such as `rage_click@1`. */
  rule: string;
  /** how sure the rule is; what it says counts from 0.5 on. */
  confidence: number;
  /** raw features that the rule used; yes is 1, no is 0. */
  features: Record<string, number>;
  /** id of the click that it is about, the first of several; '' when there is none. */
  click: string;
}

/** Event of kind `error_click`. */
export interface ErrorClickEvent extends CommonFields {
  kind: 'error_click';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** ARIA role, explicit or implied by the tag, else the tag name. */
  role: string;
  /** human label, sanitized, for reading only. */
  label: string;
  /** x inside the box of the element, 0 left to 1 right. */
  ex: number;
  /** y inside the box of the element, 0 top to 1 bottom. */
  ey: number;
  /** x in the page, CSS px. */
  pageX: number;
  /** y in the page, CSS px. */
  pageY: number;
  /** the element or an ancestor is position fixed or sticky. */
  fixed: boolean;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** what made the click. */
  pointer: 'mouse' | 'touch' | 'pen' | 'keyboard';
  /** rule that judged, and its version, such as `rage_click@1`. */
  rule: string;
  /** how sure the rule is; what it says counts from 0.5 on. */
  confidence: number;
  /** raw features that the rule used; yes is 1, no is 0. */
  features: Record<string, number>;
  /** id of the click that it is about, the first of several; '' when there is none. */
  click: string;
  /** id of the error or request that the click caused. */
  caused: string;
}

/** Event of kind `dead_swipe`. */
export interface DeadSwipeEvent extends CommonFields {
  kind: 'dead_swipe';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** ARIA role, explicit or implied by the tag, else the tag name. */
  role: string;
  /** human label, sanitized, for reading only. */
  label: string;
  /** x inside the box of the element, 0 left to 1 right. */
  ex: number;
  /** y inside the box of the element, 0 top to 1 bottom. */
  ey: number;
  /** x in the page, CSS px. */
  pageX: number;
  /** y in the page, CSS px. */
  pageY: number;
  /** the element or an ancestor is position fixed or sticky. */
  fixed: boolean;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** what made the click. */
  pointer: 'mouse' | 'touch' | 'pen' | 'keyboard';
  /** rule that judged, and its version, such as `rage_click@1`. */
  rule: string;
  /** how sure the rule is; what it says counts from 0.5 on. */
  confidence: number;
  /** raw features that the rule used; yes is 1, no is 0. */
  features: Record<string, number>;
}

/** Event of kind `thrashed_cursor`. */
export interface ThrashedCursorEvent extends CommonFields {
  kind: 'thrashed_cursor';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** ARIA role, explicit or implied by the tag, else the tag name. */
  role: string;
  /** human label, sanitized, for reading only. */
  label: string;
  /** x in the page, CSS px. */
  pageX: number;
  /** y in the page, CSS px. */
  pageY: number;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** rule that judged, and its version, such as `rage_click@1`. */
  rule: string;
  /** how sure the rule is; what it says counts from 0.5 on. */
  confidence: number;
  /** raw features that the rule used; yes is 1, no is 0. */
  features: Record<string, number>;
}

/** Event of kind `quick_back`. */
export interface QuickBackEvent extends CommonFields {
  kind: 'quick_back';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** ARIA role, explicit or implied by the tag, else the tag name. */
  role: string;
  /** human label, sanitized, for reading only. */
  label: string;
  /** rule that judged, and its version, such as `rage_click@1`. */
  rule: string;
  /** how sure the rule is; what it says counts from 0.5 on. */
  confidence: number;
  /** raw features that the rule used; yes is 1, no is 0. */
  features: Record<string, number>;
  /** id of the click that it is about, the first of several; '' when there is none. */
  click: string;
  /** page that was left so soon, as `page`. */
  left: string;
}

/** Event of kind `scroll`. */
export interface ScrollEvent extends CommonFields {
  kind: 'scroll';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** largest scroll offset / scrollable distance of the view; 1 when nothing scrolls. */
  scrollRatioMax: number;
  /** scroll offset / scrollable distance when the view ended. */
  scrollRatioLast: number;
  /** largest (scroll offset + visible height) / content height of the view. */
  contentRatioMax: number;
  /** element at the bottom edge when it was scrolled furthest, '' when unknown. */
  reachKey: string;
  /** position of that element among those that share the anchor of its key, from 0. */
  reachIndex: number;
}

/** Event of kind `attention`. */
export interface AttentionEvent extends CommonFields {
  kind: 'attention';
  /** version of the rule that made the key. */
  keyRule: number;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** elements under the pointer, longest first. */
  attended: { key: string; index: number; role: string; label: string; dwellMs: number }[];
}

/** Event of kind `exposure`. */
export interface ExposureEvent extends CommonFields {
  kind: 'exposure';
  /** version of the rule that made the key. */
  keyRule: number;
  /** layout viewport width, CSS px. */
  viewportWidth: number;
  /** controls that were visible, longest first. */
  exposed: { key: string; index: number; role: string; label: string; exposedMs: number }[];
}

/** Event of kind `form`. */
export interface FormEvent extends CommonFields {
  kind: 'form';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** human label, sanitized, for reading only. */
  label: string;
  /** how it ended. */
  outcome: 'submitted' | 'abandoned';
  /** how long it took. */
  durationMs: number;
  /** fields in the order of the first visit; never a value. */
  fields: { key: string; index: number; role: string; label: string; focusMs: number; edits: number; reentries: number; invalid: number }[];
  /** field that was left last: where it was abandoned. */
  lastKey: string;
  /** position of that field among those that share the anchor of its key, from 0. */
  lastIndex: number;
}

/** Event of kind `selection`. */
export interface SelectionEvent extends CommonFields {
  kind: 'selection';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** what was done with text. */
  action: 'select' | 'copy' | 'cut' | 'paste';
  /** its length; never the text. */
  chars: number;
}

/** Event of kind `error`. */
export interface ErrorEvent extends CommonFields {
  kind: 'error';
  /** name of the error class. */
  type: string;
  /** message, sanitized. */
  message: string;
  /** raw stack as the browser wrote it. */
  stack: string;
  /** chain of `error.cause`, nearest first. */
  causes: { type: string; message: string; stack: string }[];
  /** true when the site caught it and reported it. */
  handled: boolean;
  /** how it was seen. */
  mechanism: 'onerror' | 'unhandledrejection' | 'api';
  /** class of errors that are nobody's bug, such as `extension`; '' when it is none. */
  noise: string;
  /** how often it came: more than 1 when the event stands for those after the fifth of a view. */
  count: number;
  /** what happened before, oldest first. */
  breadcrumbs: { at: number; category: string; message: string }[];
  /** own properties; numbers stay numbers; `value` and `currency` are reserved for revenue. */
  properties: Properties;
}

/** Event of kind `resource_error`. */
export interface ResourceErrorEvent extends CommonFields {
  kind: 'resource_error';
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** what was loaded or blocked: sanitized URL, or a word such as `inline`. */
  resource: string;
  /** HTTP status, 0 when unknown. */
  status: number;
}

/** Event of kind `violation`. */
export interface ViolationEvent extends CommonFields {
  kind: 'violation';
  /** `csp`, or the type of a report such as `deprecation`. */
  policy: string;
  /** directive that was violated, or id of the report. */
  directive: string;
  /** what was loaded or blocked: sanitized URL, or a word such as `inline`. */
  resource: string;
  /** script that did it, sanitized, with line and column or, of frames, the character. */
  source: string;
  /** false for what is only reported. */
  enforced: boolean;
  /** message, sanitized. */
  message: string;
}

/** Event of kind `request`. */
export interface RequestEvent extends CommonFields {
  kind: 'request';
  /** HTTP method, '' when seen by `timing`. */
  method: string;
  /** host and path template of what was asked for, as `page`. */
  target: string;
  /** HTTP status, 0 when unknown. */
  status: number;
  /** why it is an event. */
  failure: '4xx' | '5xx' | 'network' | 'timeout' | 'cors' | 'abort' | 'slow';
  /** how long it took. */
  durationMs: number;
  /** how the request was seen; `timing`: in what the browser had noted before. */
  via: 'fetch' | 'xhr' | 'timing';
  /** trace id that was sent along, '' when none. */
  trace: string;
  /** id of the click that it is about, the first of several; '' when there is none. */
  click: string;
}

/** Event of kind `vital`. */
export interface VitalEvent extends CommonFields {
  kind: 'vital';
  /** name of the measure. */
  metric: 'LCP' | 'INP' | 'CLS' | 'FCP' | 'TTFB';
  /** ms, or the score of CLS. */
  value: number;
  /** change since the last event of the measure. */
  delta: number;
  /** by the limits of web.dev. */
  rating: 'good' | 'needs-improvement' | 'poor';
  /** kind of navigation that it measures, such as `navigate` or `soft-navigation`. */
  navigation: string;
  /** element key: anchor and role path, never text. */
  key: string;
  /** position among the elements of the document that share the anchor of the key, from 0. */
  index: number;
  /** version of the rule that made the key. */
  keyRule: number;
  /** what the value is made of: ms, and of CLS the largest shift. */
  attribution: Record<string, number>;
  /** script that did it, sanitized, with line and column or, of frames, the character. */
  source: string;
}

/** Event of kind `long_frame`. */
export interface LongFrameEvent extends CommonFields {
  kind: 'long_frame';
  /** when it began, from the start of the document. */
  startMs: number;
  /** how long it took. */
  durationMs: number;
  /** how long input had to wait. */
  blockingMs: number;
  /** longest first. */
  scripts: { source: string; invoker: string; durationMs: number }[];
}

/** Event of kind `custom`. */
export interface CustomEvent extends CommonFields {
  kind: 'custom';
  /** the event's name. */
  name: string;
  /** own properties; numbers stay numbers; `value` and `currency` are reserved for revenue. */
  properties: Properties;
}

/** Event of kind `identify`. */
export interface IdentifyEvent extends CommonFields {
  kind: 'identify';
  /** what the site says about the user or group. */
  traits: Properties;
}

/** Event of kind `group`. */
export interface GroupEvent extends CommonFields {
  kind: 'group';
  /** what the group is, such as `company`. */
  groupType: string;
  /** the site's own id of the group. */
  group: string;
  /** what the site says about the user or group. */
  traits: Properties;
}

/** Event of kind `feature_flag`. */
export interface FeatureFlagEvent extends CommonFields {
  kind: 'feature_flag';
  /** key of the flag. */
  flag: string;
  /** what the visitor got, as text. */
  variant: string;
  /** own properties; numbers stay numbers; `value` and `currency` are reserved for revenue. */
  properties: Properties;
}

/** Event of kind `sdk`. */
export interface SdkEvent extends CommonFields {
  kind: 'sdk';
  /** main-thread time the SDK used in this document so far. */
  mainThreadMs: number;
  /** bytes of sealed batches of this document so far. */
  bytes: number;
  /** events lost in this document so far, by reason. */
  drops: Record<string, number>;
  /** what the SDK had to do without, such as `storage:memory`. */
  notes: string[];
}

/** Any event, told apart by `kind`. */
export type WatchglassEvent =
  | PageViewEvent
  | PageLeaveEvent
  | ClickEvent
  | RageClickEvent
  | DeadClickEvent
  | ErrorClickEvent
  | DeadSwipeEvent
  | ThrashedCursorEvent
  | QuickBackEvent
  | ScrollEvent
  | AttentionEvent
  | ExposureEvent
  | FormEvent
  | SelectionEvent
  | ErrorEvent
  | ResourceErrorEvent
  | ViolationEvent
  | RequestEvent
  | VitalEvent
  | LongFrameEvent
  | CustomEvent
  | IdentifyEvent
  | GroupEvent
  | FeatureFlagEvent
  | SdkEvent;

/** Name of a kind of event. */
export type Kind = WatchglassEvent['kind'];

/** The event of one kind. */
export type EventOf<K extends Kind> = Extract<WatchglassEvent, { kind: K }>;

/** What one kind carries besides the common fields. */
export type BodyOf<K extends Kind> = Omit<EventOf<K>, keyof CommonFields | 'kind'>;

/** What a receiver adds to each event when it stores it. */
export interface StoredFields {
  /** the batch it came in. */
  batch: string;
  /** the site's release, '' when not given. */
  release: string;
  /** the site's environment, '' when not given. */
  environment: string;
  /** share of visitors that the site captures. */
  sampleRate: number;
  /** epoch milliseconds on the receiver's clock. */
  receivedAt: number;
  /** added to `at` in every query: 0 while receivedAt - sentAt is under 60 s, else that difference. */
  skewMs: number;
  /** family of the browser by the request's user agent; missing when nobody told. */
  browser?: string;
  /** events lost since the document began, by reason, as the batch it came in told; missing when it told of none. */
  batchDrops?: Record<string, number>;
}

/** An event as a store keeps it and analysis reads it: one line of the NDJSON export. */
export type StoredEvent = WatchglassEvent & StoredFields;

/** Events sealed together: immutable, one lane, one document. */
export interface Batch {
  /** version of the event language. */
  contract: 1;
  /** UUIDv7; a receiver stores a batch id once. */
  batch: string;
  /** order of eviction: replay first, core last. */
  lane: 'replay' | 'detail' | 'core';
  /** document that made the events. */
  doc: string;
  /** the site's release, '' when not given. */
  release: string;
  /** the site's environment, '' when not given. */
  environment: string;
  /** name and version of the SDK. */
  sdk: string;
  /** what is true of the whole document. */
  context: { language: string; timeZone: string; screenWidth: number; screenHeight: number; automated: boolean };
  /** share of visitors that the site captures; decided per visitor, never scaled silently. */
  sampleRate: number;
  /** events lost since the document began, by reason. */
  drops: Record<string, number>;
  /** events of one lane and one document. */
  events: WatchglassEvent[];
}

/** Body of `POST /v1/batch`. */
export interface BatchRequest {
  /** write key of the project. */
  key: string;
  /** epoch milliseconds on the client's clock when it was sent. */
  sentAt: number;
  /** sealed batches, oldest first. */
  batches: Batch[];
}

/** An event that a receiver will never store, and why. */
export type RejectedEvent = Receipt['rejected'][number];

/** What a receiver says of one batch; only a receipt that names a batch frees it. */
export interface Receipt {
  /** the batch this is about. */
  batch: string;
  /** events stored now. */
  accepted: number;
  /** events that had been stored before. */
  duplicates: number;
  /** events that will never be stored. */
  rejected: { index: number; reason: string }[];
}

/** Answer to `POST /v1/batch`. */
export interface BatchAnswer {
  /** one per batch that is now safe. */
  receipts: Receipt[];
  /** the receiver's wishes. */
  wants?: { flushMs?: number };
}
