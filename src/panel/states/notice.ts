import type { Finding } from '../../diagnosis/types';
import { renderMessage, type Formatters } from '../formatting';
import { tr } from '../translate';

export interface Notices {
  /** Time of the last sample, ms, where the container has been silent for too long; else null. */
  stale: number | null;
  /** The finding about missing data. */
  lack: Finding | null;
  /** True: shares of the limit were asked for, and the container has no limit. */
  fellBack: boolean;
}

/** The line above the chart: that data are old, what they lack, and that something else is drawn than was asked for. */
export function noticeTextOf({ stale, lack, fellBack }: Notices, formatters: Formatters): string | null {
  const parts = [
    stale !== null &&
      tr('notice.stale', 'No sample since {{time}}: the container has ended, or is not scraped any more.', {
        time: formatters.time(stale),
      }),
    fellBack && tr('notice.no-limit', 'There is no memory limit: shares of usage are drawn.'),
    lack && renderMessage(lack.headline, formatters),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : null;
}
