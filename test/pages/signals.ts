/** Every page of signals. */
import type { SignalPage } from './page.ts';
import { attention } from './signals/attention.ts';
import { calls } from './signals/calls.ts';
import { click } from './signals/click.ts';
import { deadClick } from './signals/deadClick.ts';
import { deadSwipe } from './signals/deadSwipe.ts';
import { error } from './signals/error.ts';
import { errorClick } from './signals/errorClick.ts';
import { exposure } from './signals/exposure.ts';
import { form } from './signals/form.ts';
import { longFrame } from './signals/longFrame.ts';
import { pageView } from './signals/pageView.ts';
import { plugin } from './signals/plugin.ts';
import { quickBack } from './signals/quickBack.ts';
import { rageClick } from './signals/rageClick.ts';
import { request } from './signals/request.ts';
import { resourceError } from './signals/resourceError.ts';
import { scroll } from './signals/scroll.ts';
import { selection } from './signals/selection.ts';
import { thrashedCursor } from './signals/thrashedCursor.ts';
import { violation } from './signals/violation.ts';
import { vital } from './signals/vital.ts';

export const signalPages: readonly SignalPage[] = [
  pageView,
  click,
  rageClick,
  deadClick,
  errorClick,
  thrashedCursor,
  quickBack,
  deadSwipe,
  scroll,
  attention,
  exposure,
  form,
  selection,
  error,
  resourceError,
  violation,
  request,
  vital,
  longFrame,
  calls,
  plugin,
];
