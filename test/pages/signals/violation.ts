/** A picture that the page's own policy refuses, before the tag listens and later. */
import type { SignalPage } from '../page.ts';

const found = (resources: readonly { policy: string; directive: string; resource: string }[]): string[] =>
  resources.map(({ policy, directive, resource }) => `${policy} ${directive} ${resource}`);

export const violation: SignalPage = {
  name: 'violation',
  title: 'what the policy of the page refused is told',
  headers: { 'content-security-policy': "img-src 'self'" },
  // words, so that there is a first paint: WebKit tells no first byte now and then, and the visit begins with either
  body: '<p>Pictures</p><img src="https://pictures.example/early.png" alt="">',
  async visit({ evaluate, hears, wait }) {
    await evaluate(
      `document.body.append(Object.assign(document.createElement('img'), { src: 'https://pictures.example/late.png' }))`,
    );
    await hears('violation');
    await wait(100);
  },
  parts: {
    violation: {
      found: (told) => found(told('violation').filter(({ resource }) => resource.includes('late'))),
      expected: ['csp img-src https://pictures.example/late.png'],
    },
    'violation: before the chunk': {
      found: (told) => found(told('violation').filter(({ resource }) => resource.includes('early'))),
      expected: ['csp img-src https://pictures.example/early.png'],
    },
  },
  also: ['resource_error'],
  noise: ['violation img-src https://pictures.example/'],
};
