/** What a site says itself. */
import type { SignalPage } from '../page.ts';

export const calls: SignalPage = {
  name: 'calls',
  title: 'events, users, groups and flags that a site tells of are told as it said them',
  body: '<p>words</p>',
  async visit({ evaluate, hears }) {
    await evaluate(`watchglass.track('order', { value: 42.5, currency: 'EUR' })`);
    await evaluate(`watchglass.identify('u_1', { plan: 'pro' })`);
    await evaluate(`watchglass.group('company', 'acme', { size: 7 })`);
    await evaluate(`[1, 2].forEach(() => watchglass.featureFlag('basket', 'b'))`);
    await hears('feature_flag');
  },
  without: `beforeSend: (event) => (event.kind === 'group' ? null : event)`,
  parts: {
    custom: {
      found: (told) => told('custom').map(({ name, properties }) => [name, properties]),
      expected: [['order', { value: 42.5, currency: 'EUR' }]],
    },
    identify: {
      found: (told) => told('identify').map(({ user, traits }) => [user, traits]),
      expected: [['u_1', { plan: 'pro' }]],
    },
    group: {
      found: (told) => told('group').map(({ groupType, group, traits }) => [groupType, group, traits]),
      expected: [['company', 'acme', { size: 7 }]],
    },
    feature_flag: {
      found: (told) => told('feature_flag').map(({ flag, variant }) => [flag, variant]),
      expected: [['basket', 'b']],
    },
  },
};
