/** Where the collector listens, and by which name people ask for it. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config/load.ts';
import { askedName } from './config/names.ts';
import { Mistake } from './mistake.ts';

function originOf({ host, hosts, trustedProxies }: Config, port: number): string {
  // behind a proxy, people ask for its name and speak TLS with it
  const [name] = hosts.filter((one) => one !== askedName(host));
  if (trustedProxies.length > 0 && name !== undefined) return `https://${name}`;
  const shown = /^(0\.0\.0\.0|::)$/.test(host) ? (name ?? 'localhost') : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

/**
 * Listens, and gives the origin at which people reach the collector, without a slash at the end.
 *
 * @throws Mistake when the address cannot be had
 */
export async function listen(app: FastifyInstance, config: Config): Promise<string> {
  const { host, port } = config;
  try {
    await app.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'EADDRINUSE'
        ? 'another program uses that port; choose one with --port'
        : code === 'EACCES'
          ? 'this user may not use that port; choose one above 1023 with --port'
          : code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND'
            ? 'this machine has no such address; choose one with --host'
            : String(code);
    throw new Mistake(`Cannot listen on ${host}:${port}: ${why}.`);
  }
  return originOf(config, (app.server.address() as AddressInfo).port);
}
