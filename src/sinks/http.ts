/** Sends batches to a collector. Only a receipt that names a batch counts: a captive portal's 200 is a failure. */
import type { Batch, BatchAnswer } from '@watchglass/contract';
import { byteLength } from '../page/byteLength.ts';
import type { Sink, Trouble } from './sink.ts';
import { retryAfterMs } from '../pipeline/retry.ts';
import { now } from '../page/clock.ts';

/** A hanging request is given up, so that the batches can be tried again. */
const TIMEOUT_MS = 10_000;
/** Ours of the 64 KiB that a page may have in flight as keepalive. */
const LEAVING_BYTES = 49_152;
/** At most what stands around the batches of one request; counted for each of them. */
const AROUND_BYTES = 128;
/**
 * Waits after a status, ms: the key may be mended while the page is open, and a collector that is gone may come back. A 204
 * is for a browser that says Sec-GPC: 1, which it goes on saying.
 */
const waits: Record<number, number> = { 204: Infinity, 401: 3_600_000, 403: 3_600_000, 410: Infinity };

/** Packs a body; undefined when it cannot be packed. */
export type Pack = (text: string) => Promise<BodyInit | undefined>;

/** The `http` sink of a collector and a write key; `pack` comes with the idle chunk. */
export function createHttpSink(settings: { endpoint: string; key: string; pack?: Pack }): Sink {
  const { endpoint, key } = settings;
  // pages replace fetch; requests of ours must not go through what they wrap around it
  const post = fetch;
  let room = LEAVING_BYTES;

  const send: Sink['send'] = async (batches, moment) => {
    const isLeaving = moment === 'leaving';
    const before = room;
    const texts = batches
      .map((batch: Batch) => JSON.stringify(batch))
      .filter((text) => {
        const bytes = isLeaving ? byteLength(text) + AROUND_BYTES : 0;
        const fits = bytes <= room;
        if (fits) room -= bytes;
        return fits;
      });
    const taken = before - room;
    if (!texts[0]) return [];
    const body = `{"key":"${key}","sentAt":${now()},"batches":[${texts.join()}]}`;
    try {
      const response = await post(`${endpoint}/v1/batch${moment === 'again' ? '?again' : ''}`, {
        method: 'POST',
        // compressing takes time that a page which is leaving does not have, and not every browser can
        body: (!isLeaving && (await settings.pack?.(body))) || body,
        keepalive: isLeaving,
        credentials: 'omit',
        redirect: 'error',
        // Safari before 16 has none: there a request hangs for as long as the browser lets it
        signal: AbortSignal.timeout?.(TIMEOUT_MS),
      });
      const { status, ok, headers } = response;
      // read even when it says nothing: an unread body holds its share of the keepalive budget
      const text = await response.text();
      if (ok && text) {
        const { receipts, wants } = JSON.parse(text) as BatchAnswer;
        // somebody watches live
        sink.withinMs = wants?.flushMs;
        return receipts;
      }
      throw {
        message: `HTTP ${status}`,
        retryMs: waits[status] ?? retryAfterMs(headers.get('retry-after')),
        tooLarge: status === 413,
      } satisfies Partial<Trouble>;
    } finally {
      room += taken;
    }
  };
  const sink: Sink = { name: 'http', send };
  return sink;
}
