/** Connections: how many of them one address may hold, and what is said on one whose request cannot be read. */
import { BlockList, isIPv4, type Server, type Socket } from 'node:net';
import { isLoopback } from './config/names.ts';
import { addressGroup } from './ingest/rate.ts';

/** Whether an address stands for many: the machine itself, and proxies, which are trusted with everybody's. */
export function sharedBy(trustedProxies: readonly string[]): (address: string) => boolean {
  const proxies = new BlockList();
  for (const one of trustedProxies) {
    const [address = '', bits] = one.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    // an IPv4 address as a socket for both families tells it
    const plain = address.replace(/^::ffff:(?=[\d.]+$)/, '');
    return isLoopback(plain) || proxies.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
  };
}

/** Closes each connection of an address beyond `most`, as it comes; those of a shared address are not counted. */
export function limitConnections(server: Server, most: number, isShared: (address: string) => boolean): void {
  const held = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || isShared(remoteAddress)) return;
    const who = addressGroup(remoteAddress);
    const before = held.get(who) ?? 0;
    if (before >= most) {
      socket.destroy();
      return;
    }
    held.set(who, before + 1);
    socket.once('close', () => {
      const left = (held.get(who) ?? 1) - 1;
      if (left > 0) held.set(who, left);
      else held.delete(who);
    });
  });
}

/**
 * Bytes of a request's address and headers: twice of Node's own, so that a funnel of ten pages with the longest names,
 * 21,000, fits in; all connections together stay below 66 MB.
 */
export const headBytes = 32_768;

/** What Node's parser says, as status and sentence. */
const unread: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    `This request's address and headers are longer than ${headBytes} bytes: ask about less at once.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'This request did not come in time.'],
};

/** Answers what is no request, and closes. */
export function answerUnread(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code !== 'ECONNRESET' && socket.writable) {
    const [status, sentence] = unread[error.code ?? ''] ?? ['400 Bad Request', 'This request cannot be read.'];
    const body = JSON.stringify({ error: sentence });
    socket.write(
      `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}
