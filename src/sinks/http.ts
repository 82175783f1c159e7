/** Sends batches to a collector. Only a receipt that names a batch counts: a captive portal's 200 is a failure. */
import type { Batch, Receipt } from '@watchglass/contract';
import { retryAfterMs } from '../pipeline/retry.ts';
import type { Sink, Trouble } from './sink.ts';

/** A hanging request is given up, so that the batches can be tried again. */
const TIMEOUT_MS = 10_000;
/** Ours of the 64 KiB that a page may have in flight as keepalive; the rest is the host's. */
const LEAVING_BYTES = 49_152;
/** Below this gzip costs more than it saves. */
const GZIP_CHARS = 1_024;

/** Where to send, and the world to send with. */
export interface HttpOptions {
  endpoint: string;
  key: string;
  now: () => number;
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

const textOf = (batch: Batch): string => JSON.stringify(batch);

async function packed(text: string): Promise<BodyInit> {
  if (typeof CompressionStream !== 'function' || text.length < GZIP_CHARS) return text;
  try {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return await new Response(stream).arrayBuffer();
  } catch {
    return text;
  }
}

/** What a status other than a success asks of us. */
const actions: Record<number, Trouble['action']> = { 401: 'pause', 403: 'pause', 410: 'stop', 413: 'split' };

/** Receipts of our batches in an answer; anything else in it is ignored. */
function receiptsIn(text: string, batches: readonly Batch[]): Receipt[] {
  const ours = new Map(batches.map((batch) => [batch.batch, batch]));
  const { receipts } = JSON.parse(text) as { receipts: Receipt[] };
  return receipts.filter(({ batch, rejected }) => ours.has(batch) && Array.isArray(rejected));
}

/** The `http` sink. */
export function createHttpSink({ endpoint, key, now }: HttpOptions): Sink {
  // pages replace fetch; requests of ours must not go through what they wrap around it
  const post = fetch;
  let trouble: Trouble | undefined;
  let leavingBytes = 0;

  // parts, because the exit send adds batch after batch until its budget is used
  const bodyOf = (texts: readonly string[]): string => `{"key":"${key}","sentAt":${now()},"batches":[${texts.join()}]}`;

  async function send(batches: readonly Batch[], body: BodyInit, keepalive: boolean): Promise<Receipt[]> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT_MS);
    try {
      const response = await post(`${endpoint}/v1/batch`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body,
        keepalive,
        credentials: 'omit',
        redirect: 'error',
        signal: abort.signal,
      });
      // read even when it says nothing: an unread body holds its share of the keepalive budget
      const text = await response.text();
      if (response.ok) {
        try {
          const receipts = receiptsIn(text, batches);
          if (receipts.length < batches.length) trouble = { error: 'no receipt' };
          return receipts;
        } catch {
          trouble = { error: 'no receipt' };
          return [];
        }
      }
      const retryMs = retryAfterMs(response.headers.get('retry-after'), now());
      const action = actions[response.status];
      trouble = {
        error: `HTTP ${response.status}`,
        ...(retryMs === undefined ? {} : { retryMs }),
        ...(action ? { action } : {}),
      };
    } catch (error) {
      trouble = { error: abort.signal.aborted ? 'timeout' : String(error) };
    } finally {
      clearTimeout(timer);
    }
    return [];
  }

  return {
    name: 'http',
    get trouble() {
      return trouble;
    },
    async send(batches, moment) {
      trouble = undefined;
      if (moment === 'idle') return send(batches, await packed(bodyOf(batches.map(textOf))), false);
      const room = LEAVING_BYTES - leavingBytes;
      const fitting: Batch[] = [];
      const texts: string[] = [];
      let bytes = byteLength(bodyOf([]));
      for (const batch of batches) {
        const text = textOf(batch);
        const length = byteLength(text) + 1;
        if (bytes + length > room) continue;
        bytes += length;
        fitting.push(batch);
        texts.push(text);
      }
      if (fitting.length === 0) return [];
      leavingBytes += bytes;
      try {
        return await send(fitting, bodyOf(texts), true);
      } finally {
        leavingBytes -= bytes;
      }
    },
  };
}
