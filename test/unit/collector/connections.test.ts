/** Connections of one address: as many as it may hold, and again as many when they are closed. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { afterEach, expect, test } from 'vitest';
import { limitConnections, sharedBy } from '../../../collector/connections.ts';
import { collectorParts } from './parts.ts';

let server: Server | undefined;
const open = new Set<Socket>();
afterEach(async () => {
  for (const one of open) one.destroy();
  await new Promise((resolve) => server?.close(resolve));
});

/** A server that greets whom it keeps, and a client of it: resolves with the socket, or undefined when it was closed. */
async function listening(
  most: number,
  isShared: (address: string) => boolean,
): Promise<() => Promise<Socket | undefined>> {
  const greeting = createServer();
  limitConnections(greeting, most, isShared);
  greeting.on('connection', (socket) => socket.on('error', () => undefined).destroyed || socket.write('hello'));
  server = greeting;
  await new Promise<void>((resolve) => greeting.listen(0, '127.0.0.1', resolve));
  const { port } = greeting.address() as AddressInfo;
  return () =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      open.add(socket);
      socket
        .on('data', () => resolve(socket))
        .on('error', () => resolve(undefined))
        .on('close', () => resolve(undefined));
    });
}

test('the next one is closed at once, and taken when another has ended', async () => {
  const client = await listening(3, () => false);
  const held = await Promise.all([client(), client(), client()]);
  expect(held.every((one) => one !== undefined)).toBe(true);
  await expect.poll(async () => (await client()) === undefined).toBe(true);
  held[0]?.destroy();
  await expect.poll(async () => (await client()) !== undefined).toBe(true);
});

test('an address that stands for many is not counted', async () => {
  const client = await listening(1, sharedBy([]));
  expect((await Promise.all([client(), client(), client()])).every((one) => one !== undefined)).toBe(true);
});

test('the machine itself and trusted proxies stand for many, others do not', () => {
  const isShared = sharedBy(['10.0.0.0/8', '192.0.2.7', '2001:db8::/32']);
  for (const one of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', '2001:db8::5'])
    expect([one, isShared(one)]).toEqual([one, true]);
  for (const one of ['192.0.2.8', '11.0.0.1', '2001:db9::1', '::ffff:192.0.2.8'])
    expect([one, isShared(one)]).toEqual([one, false]);
});

test('the collector holds 500 connections of an address, and any number of a trusted proxy', async () => {
  const { app } = await collectorParts({ config: { trustedProxies: ['192.0.2.0/24'] } });
  const connected = (remoteAddress: string, count: number): number => {
    const sockets = Array.from({ length: count }, () =>
      Object.assign(new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() }), {
        remoteAddress,
      }),
    );
    for (const one of sockets) app.server.emit('connection', one);
    const left = sockets.filter(({ destroyed }) => !destroyed).length;
    for (const one of sockets) one.destroy();
    return left;
  };
  expect(connected('198.51.100.7', 501)).toBe(500);
  expect(connected('2001:db8::1', 501)).toBe(500);
  expect(connected('192.0.2.9', 501)).toBe(501);
});
