/** What is told of what the site itself says, and of what we say of ourselves. */
import { counted, duration } from '../../shell/format.ts';
import { type Tellers, told, valuesOf } from './told.ts';

/** Calls of the site's own, and the SDK's account of itself. */
export const site: Tellers<'custom' | 'identify' | 'group' | 'feature_flag' | 'sdk'> = {
  custom: (event) => told({ title: event.name, values: valuesOf(event.properties) }),
  identify: (event) => told({ title: event.user, values: valuesOf(event.traits) }),
  group: (event) => told({ title: `${event.groupType}: ${event.group}`, values: valuesOf(event.traits) }),
  feature_flag: (event) => told({ title: `${event.flag}: ${event.variant}`, values: valuesOf(event.properties) }),
  sdk: (event) => {
    const dropped = Object.values(event.drops).reduce((sum, count) => sum + count, 0);
    return told({
      notes: [
        `used ${duration(event.mainThreadMs)} of the page’s time`,
        dropped > 0 ? `gave up ${counted(dropped, 'event')}` : '',
        ...event.notes,
      ],
    });
  },
};
