import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React, { useSyncExternalStore } from 'react';

import type { BoxStore } from './box';
import type { ChartEvent } from './events';

interface Props {
  events: readonly ChartEvent[];
  range: { from: number; to: number };
  box: BoxStore;
  timeZone: TimeZone;
  /** Of the chart, so that markers stay in it where there is no axis below the plot. */
  height: number;
}

const size = 10;

/** Markers under the plot, as Grafana has for annotations: what happened, told on hover and on focus. */
export function EventMarkers({ events, range, box, timeZone, height }: Props) {
  const styles = useStyles2(getStyles);
  const plot = useSyncExternalStore(box.subscribe, box.get);
  if (!plot) {
    return null;
  }
  const xOf = (time: number): number =>
    plot.left + (plot.width * (Math.min(range.to, Math.max(range.from, time)) - range.from)) / (range.to - range.from);
  const top = Math.min(plot.top + plot.height, height - size);
  return (
    <>
      {events
        .filter(({ from, to }) => to >= range.from && from <= range.to)
        .map((event, i) => {
          const isRegion = event.to > event.from;
          const left = xOf(event.from);
          const width = isRegion ? Math.max(size / 2, xOf(event.to) - left) : size;
          return (
            <Tooltip key={i} placement="bottom" content={<Details event={event} timeZone={timeZone} />}>
              <button
                type="button"
                className={cx(styles.marker, isRegion ? styles.region : styles.point)}
                style={{ left: isRegion ? left : left - size / 2, top, width, color: event.color }}
                aria-label={[event.kind, dateTimeFormat(event.from, { timeZone }), event.title, event.text]
                  .filter((text) => text !== '')
                  .join(', ')}
                data-testid="composition-event"
              />
            </Tooltip>
          );
        })}
    </>
  );
}

function Details({ event, timeZone }: { event: ChartEvent; timeZone: TimeZone }) {
  const styles = useStyles2(getStyles);
  const { from, to, kind, title, text, tags } = event;
  const times = to > from ? [from, to] : [from];
  return (
    <div data-testid="composition-event-tooltip">
      <div>
        <strong>{kind}</strong> {times.map((time) => dateTimeFormat(time, { timeZone })).join(' – ')}
      </div>
      {title !== '' && <div>{title}</div>}
      {text !== '' && <div>{text}</div>}
      {tags.length > 0 && <div className={styles.tags}>{tags.join(', ')}</div>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  marker: css({
    position: 'absolute',
    zIndex: 1,
    padding: 0,
    border: 'none',
    height: size,
    background: 'transparent',
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 1 },
    '&::before': { content: '""', display: 'block', background: 'currentColor', forcedColorAdjust: 'none' },
  }),
  point: css({ '&::before': { height: '80%', clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' } }),
  region: css({ '&::before': { height: '50%' } }),
  tags: css({ fontStyle: 'italic' }),
});
