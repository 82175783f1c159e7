/** Which events tell that something went wrong for somebody. */
import { isBug } from '@watchglass/analysis';
import { isCounted, type StoredEvent } from '@watchglass/contract';

/** Whether an event is a sign of trouble. What a rule was too unsure of is none, and neither is noise. */
export function isTrouble(event: StoredEvent): boolean {
  switch (event.kind) {
    case 'rage_click':
    case 'dead_click':
    case 'error_click':
    case 'dead_swipe':
    case 'thrashed_cursor':
    case 'quick_back':
      return isCounted(event);
    case 'error':
      return isBug(event);
    case 'request':
    case 'resource_error':
      return true;
    case 'violation':
      return event.enforced;
    case 'form':
      return event.outcome === 'abandoned';
    case 'vital':
      return event.rating === 'poor';
    default:
      return false;
  }
}
