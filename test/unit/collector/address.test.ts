import { expect, test } from 'vitest';
import { storeAddress } from '../../../collector/store/address.ts';

test('an address is taken apart, so that no URL with a password goes on', () => {
  expect(storeAddress('https://ana:p%40ss%3A@db.example.com:8443')).toEqual({
    url: 'https://db.example.com:8443',
    account: { user: 'ana', password: 'p@ss:' },
  });
  expect(storeAddress('http://[::1]:8123/')).toEqual({
    url: 'http://[::1]:8123',
    account: { user: 'default', password: '' },
  });
});

test.each([
  [
    '',
    'store.url is no address: expected http://host:8123 or https://user:password@host:8443. In a password % # / @ are written %25 %23 %2F %40.',
  ],
  [
    'secret-word',
    'store.url is no address: expected http://host:8123 or https://user:password@host:8443. In a password % # / @ are written %25 %23 %2F %40.',
  ],
  [
    'tcp://u:secret-word@h:9000',
    'store.url is no address: expected http://host:8123 or https://user:password@host:8443. In a password % # / @ are written %25 %23 %2F %40.',
  ],
  ['http://u:secret-word@h:1/db', 'store.url (h:1) ends in a path: expected scheme, host and port alone.'],
  ['http://u:secret-word@h:1/?a=b', 'store.url (h:1) ends in a path: expected scheme, host and port alone.'],
  [
    'http://u:%E0%A4%A@h:1',
    'store.url (h:1) has an account that is not percent-encoded: in a password % # / @ are written %25 %23 %2F %40.',
  ],
])('%s is refused in a sentence without the password', (text, sentence) => {
  expect(() => storeAddress(text)).toThrow(new Error(sentence));
});
