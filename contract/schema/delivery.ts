/** How events travel: batches, what is posted, and what the receiver says of it. */
import { type TSchema, Type } from 'typebox';
import { limits } from '../limits.ts';
import { count, counts, id, ms, oneOf, ratio, size, text } from './shapes.ts';

/** Everything of a batch but its events, which are judged one by one. */
export const batchSchema: TSchema = Type.Object({
  contract: Type.Literal(1, { description: 'version of the event language' }),
  batch: id('UUIDv7; a receiver stores a batch id once'),
  lane: oneOf(['replay', 'detail', 'core'], 'order of eviction: replay first, core last'),
  doc: id('document that made the events'),
  release: text(limits.nameChars, "the site's release, '' when not given"),
  environment: text(limits.nameChars, "the site's environment, '' when not given"),
  sdk: text(limits.nameChars, 'name and version of the SDK'),
  context: Type.Object(
    {
      language: text(limits.nameChars, 'first language of the browser'),
      timeZone: text(limits.nameChars, "IANA zone, '' when unknown"),
      screenWidth: size('screen width, CSS px'),
      screenHeight: size('screen height, CSS px'),
      automated: Type.Boolean({ description: '`navigator.webdriver`' }),
    },
    { description: 'what is true of the whole document' },
  ),
  sampleRate: ratio('share of visitors that the site captures; decided per visitor, never scaled silently'),
  drops: counts('events lost since the document began, by reason'),
  events: Type.Array(Type.Unknown(), {
    minItems: 1,
    maxItems: limits.eventsPerBatch,
    description: 'events of one lane and one document',
    'x-type': 'WatchglassEvent[]',
  }),
});

/** `POST /v1/batch`. */
export const requestSchema: TSchema = Type.Object({
  key: id('write key of the project'),
  sentAt: Type.Number({ description: "epoch milliseconds on the client's clock when it was sent" }),
  batches: Type.Array(Type.Unknown(), {
    minItems: 1,
    maxItems: limits.batchesPerRequest,
    description: 'sealed batches, oldest first',
    'x-type': 'Batch[]',
  }),
});

/** What a receiver says of one batch; naming it is what frees it in the outbox. */
export const receiptSchema: TSchema = Type.Object({
  batch: id('the batch this is about'),
  accepted: count('events stored now'),
  duplicates: count('events that had been stored before'),
  rejected: Type.Array(
    Type.Object({
      index: count('position in `events`'),
      reason: text(limits.textChars, 'what was wrong and what was expected'),
    }),
    { description: 'events that will never be stored' },
  ),
});

/** 202 answer to `POST /v1/batch`. */
export const answerSchema: TSchema = Type.Object({
  receipts: Type.Array(receiptSchema, { description: 'one per batch that is now safe', 'x-type': 'Receipt[]' }),
  wants: Type.Optional(
    Type.Object(
      { flushMs: Type.Optional(ms('send at least this often while somebody watches live')) },
      { description: "the receiver's wishes" },
    ),
  ),
});
