/** The pages of signals and what runs them, for a runner of its own: that of WebKitGTK. */
export { startServer } from '../server.ts';
export { runPage } from './run.ts';
export { signalPages } from './signals.ts';
