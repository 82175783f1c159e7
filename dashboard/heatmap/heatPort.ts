/** The way to whoever draws heat: a worker, or the page itself in slices where there are no workers. */
import { createHeatServer, type HeatReply, type HeatRequest } from './heatServer.ts';

/** Sends requests; replies come to the function it was made with. */
export interface HeatPort {
  post(request: HeatRequest, transfer: Transferable[]): void;
  close(): void;
}

/** Longest slice of work on the page: half a frame, so that scrolling stays smooth. */
const SLICE_MS = 8;

/** A port to a worker. `failed` is called when the worker could not start (blocked by a policy, opened as a file). */
export function workerPort(receive: (reply: HeatReply) => void, failed: () => void): HeatPort {
  const worker = new Worker(new URL('./heat.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', (event: MessageEvent<HeatReply>) => receive(event.data));
  worker.addEventListener('error', failed);
  return {
    post: (request, transfer) => worker.postMessage(request, transfer),
    close: () => worker.terminate(),
  };
}

/** A port to ourselves. */
export function pagePort(receive: (reply: HeatReply) => void): HeatPort {
  let isClosed = false;
  const tasks = new MessageChannel();
  const waiting: (() => void)[] = [];
  tasks.port1.addEventListener('message', () => waiting.shift()?.());
  tasks.port1.start();
  /** The next task, without the 4 ms that timers wait when they are nested. */
  const nextTask = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      tasks.port2.postMessage(0);
    });

  let sliceEnd = 0;
  const handle = createHeatServer(
    (reply) => {
      if (!isClosed) receive(reply);
    },
    () => {
      const now = performance.now();
      if (now < sliceEnd) return undefined;
      return nextTask().then(() => {
        sliceEnd = performance.now() + SLICE_MS;
      });
    },
  );
  return {
    post: (request) => handle(request),
    close: () => {
      isClosed = true;
      tasks.port1.close();
    },
  };
}
