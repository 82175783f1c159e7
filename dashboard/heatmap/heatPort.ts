/** The way to whoever draws heat: a worker, or the page itself in slices where there are no workers. */
import { trustedScript } from '../shell/trust.ts';
// oxlint-disable-next-line import/default -- the bundler makes it, see bundler.d.ts
import workerUrl from './heat.worker.ts?worker&url';
import { createHeatServer, type HeatReply, type HeatRequest } from './heatServer.ts';
import { createTasks } from './tasks.ts';

/** Sends requests; replies come to the function it was made with. */
export interface HeatPort {
  post(request: HeatRequest, transfer: Transferable[]): void;
  close(): void;
}

/** Longest slice of work on the page: half a frame, so that scrolling stays smooth. */
const SLICE_MS = 8;

/** A port to a worker. `failed` is called when the worker could not start (blocked by a policy, opened as a file). */
export function workerPort(receive: (reply: HeatReply) => void, failed: () => void): HeatPort {
  const worker = new Worker(trustedScript(workerUrl), { type: 'module' });
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
  const tasks = createTasks();
  let sliceEnd = 0;
  const handle = createHeatServer(
    (reply) => {
      if (!isClosed) receive(reply);
    },
    () => {
      const now = performance.now();
      if (now < sliceEnd) return undefined;
      return tasks.next().then(() => {
        sliceEnd = performance.now() + SLICE_MS;
      });
    },
  );
  return {
    post: (request) => handle(request),
    close: () => {
      isClosed = true;
      tasks.close();
    },
  };
}
