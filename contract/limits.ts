/**
 * Size limits of the event language, shared by the SDK (which cuts before it stores) and the collector
 * (which refuses what is larger). Strings are counted in UTF-16 code units, bodies in bytes.
 */
export const limits = {
  /** Events in one batch; above it a receiver refuses the batch. */
  eventsPerBatch: 500,
  /** Batches in one request. */
  batchesPerRequest: 100,
  /** Serialized size of one event, bytes. */
  eventBytes: 65_536,
  /** Request body after decompression, bytes. */
  requestBytes: 8_388_608,
  /** Request body on the wire, bytes. */
  requestBytesPacked: 1_048_576,
  /** Any URL, title or label-like string. 2,048 is the longest URL that CDNs and sitemaps agree on. */
  urlChars: 2_048,
  /** Human label of an element. */
  labelChars: 120,
  /** Element key; a path deeper than this says nothing to a human. */
  keyChars: 512,
  /** Names of custom events, error types, users, property keys. */
  nameChars: 200,
  /** Error messages and free strings inside properties. */
  textChars: 8_192,
  /** Raw stack; V8's default of ten frames is far below it. */
  stackChars: 8_192,
  /** Errors in one cause chain. */
  causes: 5,
  /** Elements in one event: of a view, or fields of a form. Two hundred keys of 100 characters leave room in 64 KiB. */
  elements: 200,
  /** What happened before an error. Sentry keeps as many. */
  breadcrumbs: 100,
  /** Scripts of one long frame. */
  scripts: 5,
  /** Nesting of properties and traits. */
  depth: 12,
  /** Keys in one event's properties or traits, all levels together. */
  propertyKeys: 200,
} as const;
