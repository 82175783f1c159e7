/** A collector within the slot: what a visited page asks for ends here, so that a thousand visits cost no network. */
import { createStore, type Store } from '../../store.ts';
import type { AnyWindow } from './targets.ts';

/** Where batches go. */
const BATCHES = '/v1/batch';

/** The text of a body, gzip or not. */
async function textOf(body: BodyInit): Promise<string> {
  const bytes = await new Response(body).arrayBuffer();
  const [first, second] = new Uint8Array(bytes);
  const isPacked = first === 0x1f && second === 0x8b;
  const stream = new Blob([bytes]).stream();
  return new Response(isPacked ? stream.pipeThrough(new DecompressionStream('gzip')) : stream).text();
}

/** Answers the requests of a window with responses of its own platform, and keeps what a collector would. */
export function receive(of: AnyWindow): Store {
  const stored = createStore();
  const { Promise, Response } = of;
  const answer = async (
    url: string,
    init: RequestInit | undefined,
  ): Promise<readonly [text: string, status: number]> => {
    if (!url.includes(BATCHES)) return ['host answer', 200];
    const text = await textOf(init?.body ?? '');
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      // the contract says what it thinks of that
    }
    return [JSON.stringify({ receipts: stored.store(body) }), 202];
  };
  // a method of this name has its name and length as the platform's has
  const { fetch } = {
    fetch(input: unknown, ...[init]: [RequestInit?]): globalThis.Promise<globalThis.Response> {
      return new Promise((resolve, reject) => {
        answer(String(input), init).then(([text, status]) => resolve(new Response(text, { status })), reject);
      });
    },
  };
  of.fetch = fetch;
  return stored;
}
