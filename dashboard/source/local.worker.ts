/** The engine of the local source off the page's thread. */
import { createEngine } from './engine.ts';
import { createBrowserShelf } from './shelf.ts';
import { serve, type ToPage, type ToWorker } from './wire.ts';

/** The part of a worker's scope we use; the page's own types cannot be loaded beside a worker's. */
const scope = self as unknown as {
  readonly postMessage: (message: ToPage, transfer: Transferable[]) => void;
  readonly addEventListener: (kind: 'message', hear: (event: MessageEvent<ToWorker>) => void) => void;
};

const engine = createEngine(createBrowserShelf(), (state) => scope.postMessage({ state }, []));
const hear = serve(engine, (message, transfer) => scope.postMessage(message, transfer));
scope.addEventListener('message', ({ data }) => hear(data));
