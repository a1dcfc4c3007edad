import type { Finding } from '../../diagnosis/types';
import { renderMessage, type Formatters } from '../text';
import { tr } from '../translate';

/** The line above the chart: that data are old, and what they lack. */
export function noticeTextOf(stale: number | null, lack: Finding | null, formatters: Formatters): string | null {
  const parts = [
    stale !== null &&
      tr('notice.stale', 'No sample since {{time}}: the container has ended, or is not scraped any more.', {
        time: formatters.time(stale),
      }),
    lack && renderMessage(lack.headline, formatters),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : null;
}
