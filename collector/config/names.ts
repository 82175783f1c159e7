/** Names of hosts and origins: as people write them, and as browsers send them. */
import { isIP, isIPv6 } from 'node:net';

/** Whether an address or host name is reached from this machine alone. */
export const isLoopback = (host: string): boolean =>
  /^(localhost|::1|\[::1\]|127(\.\d{1,3}){3}|::ffff:127(\.\d{1,3}){3})$/i.test(host);

/** Whether it is an address, or a range of them such as 10.0.0.0/8. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32));
}

/** A host's name as in a Host header, without port and brackets: lower case, `xn--` for other scripts; '' when it is none. */
export function askedName(host: string): string {
  const url = `http://${isIPv6(host) ? `[${host}]` : host}`;
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$|\.$/g, '') : '';
}

/** An origin as browsers send it: lower case, `xn--` for other scripts, no port where it is the scheme's; '' when it is none. */
export const sentOrigin = (text: string): string => (URL.canParse(text) ? new URL(text).origin : '');
