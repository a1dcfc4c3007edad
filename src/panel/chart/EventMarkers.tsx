import { css, cx } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { Tooltip, useStyles2 } from '@grafana/ui';
import React, {
  forwardRef,
  useEffect,
  useState,
  useSyncExternalStore,
  type ButtonHTMLAttributes,
  type KeyboardEvent,
} from 'react';

import { leaveOnEscape } from '../leaveOnEscape';
import { plainText } from './annotations';
import type { BoxStore } from './box';
import { EventDetails } from './EventDetails';
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

const detailsSelector = '[data-testid="composition-event-tooltip"]';

/**
 * Markers under the plot, as Grafana has for annotations: what happened, told on hover and on focus. A click keeps the
 * tooltip, whose links can be followed then, until the next click or Escape. All markers are one stop of the Tab key;
 * arrows move among them.
 */
export function EventMarkers({ events, range, box, timeZone, height }: Props) {
  const styles = useStyles2(getStyles);
  const plot = useSyncExternalStore(box.subscribe, box.get);
  const [tip, setTip] = useState<{ of: string; show: boolean } | null>(null);
  const pinned = tip?.show ? tip.of : null;
  const [current, setCurrent] = useState(0);
  useEffect(() => {
    if (pinned === null) {
      return;
    }
    const release = ({ target }: Event) => {
      if (target instanceof Element && !target.closest(`${detailsSelector}, [data-testid="composition-event"]`)) {
        setTip(null);
      }
    };
    document.addEventListener('pointerdown', release);
    return () => document.removeEventListener('pointerdown', release);
  }, [pinned]);
  if (!plot) {
    return null;
  }
  const xOf = (time: number): number =>
    plot.left + (plot.width * (Math.min(range.to, Math.max(range.from, time)) - range.from)) / (range.to - range.from);
  const top = Math.min(plot.top + plot.height, height - size);
  const shown = events.filter(({ from, to }) => to >= range.from && from <= range.to);
  const ids = idsOf(shown);
  const reachable = Math.min(current, shown.length - 1);
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step !== undefined) {
      const next = step > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling;
      if (next instanceof HTMLButtonElement) {
        next.focus();
      }
      event.preventDefault();
      event.stopPropagation();
    } else if (pinned !== null) {
      leaveOnEscape(event, () => setTip({ of: pinned, show: false }));
    }
  };
  return (
    <div>
      {shown.map((event, i) => {
        const isRegion = event.to > event.from;
        const left = xOf(event.from);
        const width = isRegion ? Math.max(size / 2, xOf(event.to) - left) : size;
        return (
          <Tooltip
            key={ids[i]}
            placement="bottom"
            interactive
            show={tip?.of === ids[i] ? tip.show : undefined}
            content={
              <EventDetails event={event} timeZone={timeZone} pinned={pinned === ids[i]} onDone={() => setTip(null)} />
            }
          >
            <Marker
              className={cx(styles.marker, isRegion ? styles.region : styles.point)}
              style={{ left: isRegion ? left : left - size / 2, top, width, color: event.color }}
              own={{
                tabIndex: i === reachable ? 0 : -1,
                onFocus: () => setCurrent(i),
                onBlur: () => setTip((now) => (now?.show ? now : null)),
                onClick: () => setTip(pinned === ids[i] ? null : { of: ids[i], show: true }),
                onKeyDown,
              }}
              aria-expanded={pinned === ids[i]}
              aria-label={[
                event.kind,
                dateTimeFormat(event.from, { timeZone }),
                plainText(event.title),
                plainText(event.text),
              ]
                .filter((text) => text !== '')
                .join(', ')}
              data-testid="composition-event"
            />
          </Tooltip>
        );
      })}
    </div>
  );
}

/** Ids by which a tooltip stays with its event while others leave the range; events that are alike are counted. */
function idsOf(events: readonly ChartEvent[]): string[] {
  const seen = new Map<string, number>();
  return events.map(({ kind, from, to, title, stored }) => {
    const id = [kind, from, to, stored?.id ?? title].join(' ');
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : `${id} ${count}`;
  });
}

interface MarkerProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What Grafana's tooltip would put its own in the place of. */
  own: Pick<ButtonHTMLAttributes<HTMLButtonElement>, 'tabIndex' | 'onFocus' | 'onBlur' | 'onClick' | 'onKeyDown'>;
}

const Marker = forwardRef<HTMLButtonElement, MarkerProps>(function Marker({ own, ...given }, ref) {
  return (
    <button
      ref={ref}
      type="button"
      {...given}
      tabIndex={own.tabIndex}
      onFocus={both(given.onFocus, own.onFocus)}
      onBlur={both(given.onBlur, own.onBlur)}
      onClick={both(given.onClick, own.onClick)}
      onKeyDown={both(given.onKeyDown, own.onKeyDown)}
    />
  );
});

type Handler<E> = ((event: E) => void) | undefined;

const both =
  <E,>(first: Handler<E>, second: Handler<E>) =>
  (event: E): void => {
    first?.(event);
    second?.(event);
  };

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
});
