/** Pictures and scripts that are not there: one before the tag listens, others later. */
import type { SignalPage } from '../page.ts';

const names = (resources: readonly { resource: string; key: string }[]): string[] =>
  resources.map(({ resource, key }) => `${resource.replace(/^.*\//, '')} ${key}`).sort();

export const resourceError: SignalPage = {
  name: 'resourceError',
  title: 'what failed to load is told with the element that wanted it',
  head: '<style>@font-face { font-family: letters; src: url(/letters.woff2) }</style>',
  body: '<img id="early" src="/early.png" alt=""><p style="font-family: letters">words</p>',
  async visit({ evaluate, hears }) {
    await evaluate(`document.body.append(
      Object.assign(document.createElement('img'), { id: 'late', src: '/late.png' }),
      Object.assign(document.createElement('script'), { id: 'code', src: '/code.js' }))`);
    await hears('resource_error', 2);
  },
  parts: {
    resource_error: {
      found: (told) => names(told('resource_error').filter(({ key }) => key !== 'id:early' && key !== '')),
      expected: ['code.js id:code', 'late.png id:late'],
    },
    'resource_error: before the chunk': {
      found: (told) => names(told('resource_error').filter(({ key }) => key === 'id:early')),
      expected: ['early.png id:early'],
    },
    'resource_error: fonts': {
      found: (told) => names(told('resource_error').filter(({ key }) => key === '')),
      expected: ['letters.woff2 '],
    },
  },
};
