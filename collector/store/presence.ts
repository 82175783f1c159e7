/**
 * Whether a collector lives, told across containers: a process number means nothing outside its own, but whoever listens on
 * a socket in a directory is heard by everybody on the same machine who has that directory, and falls silent when it ends.
 */
import { closeSync, openSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Only Linux has processes that do not see each other. */
const hasContainers = process.platform === 'linux';

/** Short, whatever the directory is called: a socket's path has at most 107 bytes. */
const pathOf = (folder: number, name: string): string => `/proc/self/fd/${folder}/${name}`;

/** Listens in a directory until the function that it gives is called. On a file system without sockets nobody hears it. */
export async function beHeard(directory: string, name: string): Promise<() => void> {
  if (!hasContainers) return () => {};
  const folder = openSync(directory, 'r');
  const server = createServer((socket) => socket.destroy()).unref();
  const isHeard = await new Promise<boolean>((resolve) => {
    server.on('error', () => resolve(false));
    server.listen(pathOf(folder, name), () => resolve(true));
  });
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    // removes the socket too, by way of the folder
    if (isHeard) server.close();
    closeSync(folder);
  };
}

/** Whether somebody listens there. */
export async function isHeard(directory: string, name: string): Promise<boolean> {
  if (!hasContainers) return false;
  const folder = openSync(directory, 'r');
  const socket = connect(pathOf(folder, name));
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      // so many ask already that it cannot take one more; all else is a socket without a listener, or none
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EAGAIN'));
    });
  } finally {
    socket.destroy();
    closeSync(folder);
  }
}
