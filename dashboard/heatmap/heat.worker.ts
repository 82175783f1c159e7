/** The worker that draws heat, so that the page never waits for it. */
import { createHeatServer, type HeatReply, type HeatRequest } from './heatServer.ts';

/** The part of a worker's global scope that is used here; the DOM library describes a window. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<HeatRequest>) => void): void;
  postMessage(reply: HeatReply, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const handle = createHeatServer((reply, transfer) => scope.postMessage(reply, transfer));
scope.addEventListener('message', (event) => handle(event.data));
