import { css, cx } from '@emotion/css';
import {
  dateTimeFormat,
  formattedValueToString,
  type DisplayProcessor,
  type GrafanaTheme2,
  type LinkModel,
} from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { SeverityMark } from '../findings/SeverityMark';
import { isCache } from '../chart/patterns';
import { className, findingName, sumName } from '../names';
import { ClassSwatch } from '../legend/ClassSwatch';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import { TooltipLinks } from './TooltipLinks';
import type { TooltipModel } from './tooltipModel';
import { useScrolledByWheel } from './useScrolledByWheel';
import { useWithinWindow } from './useWithinWindow';

interface Props {
  model: TooltipModel;
  /** Id of the layer or line under the pointer. */
  active: string | null;
  /** Data links of what is under the pointer; shown while pinned, when they can be reached. */
  links?: readonly LinkModel[];
  timeZone: TimeZone;
  formatters: Formatters;
  pinned: boolean;
  /** Looks for a place in the window again. */
  place?: () => void;
  /** Where the wheel scrolls the tooltip. */
  chart?: HTMLElement;
  /** Below everything else. */
  children?: ReactNode;
}

/** Height of a window, CSS pixels, below which the tooltip has two columns where there is room for them. */
const lowWindow = 960;
const roomForTwo = 1000;

/** Writes bytes; sums have the format of usage, whose parts they are, and every other row has its own. */
type Write = (bytes: number, display?: DisplayProcessor | null) => string;

export function CompositionTooltip({
  model,
  active,
  links = [],
  timeZone,
  formatters,
  pinned,
  place,
  chart,
  children,
}: Props) {
  const styles = useStyles2(getStyles);
  const { time, drawn, overlays, distance, goVersion, goMissing, notResident, findings } = model;
  const text: Write = (bytes, display = model.sums) =>
    display ? formattedValueToString(display(bytes)) : formatters.bytes(bytes);
  const rows = { model, active, text, ratio: formatters.ratio };
  const frame = useScrolledByWheel(pinned ? undefined : chart);
  useWithinWindow(frame, pinned, place);
  // The chart keeps a tooltip in the window only while there is room for it above or below the pointer.
  const sideBySide =
    window.innerHeight < lowWindow && window.innerWidth >= roomForTwo && (overlays.length > 0 || distance !== null);
  return (
    <div
      ref={frame}
      dir="ltr"
      className={cx(styles.tooltip, pinned && styles.pinned)}
      data-testid="composition-tooltip"
    >
      <div className={styles.header}>
        <span>{dateTimeFormat(time, { timeZone })}</span>
        <span className={styles.secondary}>{goVersion}</span>
      </div>
      {!drawn ? (
        <div className={styles.note}>{tr('tooltip.not-drawn', 'No container series at this time')}</div>
      ) : sideBySide ? (
        <div className={styles.columns}>
          <table className={styles.table}>
            <LayerRows {...rows} />
          </table>
          <table className={styles.table}>
            <LineRows {...rows} />
          </table>
        </div>
      ) : (
        <table className={styles.table}>
          <LayerRows {...rows} />
          <LineRows {...rows} />
        </table>
      )}
      {goMissing && <div className={styles.note}>{tr('tooltip.go-missing', 'No Go series at this time')}</div>}
      {notResident > 0 && (
        <div className={styles.note}>
          {tr('tooltip.not-resident', 'Go counts {{size}} more that is mapped, not resident', {
            size: text(notResident),
          })}
        </div>
      )}
      {findings.length > 0 && (
        <ul className={styles.findings}>
          {findings.map((finding) => (
            <li key={`${finding.id} ${finding.from}`}>
              <SeverityMark severity={finding.severity} /> {findingName(finding.id)}
            </li>
          ))}
        </ul>
      )}
      {pinned && links.length > 0 && <TooltipLinks links={links} />}
      {children}
    </div>
  );
}

interface RowsProps {
  model: TooltipModel;
  active: string | null;
  text: Write;
  ratio: (value: number) => string;
}

/** Layers by class, and their sum. */
function LayerRows({ model: { groups, hidden, total, base }, active, text, ratio }: RowsProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {groups.map((group) => (
        <tbody key={group.class}>
          <tr className={styles.group}>
            <th scope="rowgroup">{className(group.class)}</th>
            <Numbers bytes={text(group.bytes)} share={ratio(group.share)} />
          </tr>
          {group.lines.map(({ view, bytes, share }) => (
            <tr key={view.id} className={cx(view.id === active && styles.active)}>
              <td>
                <ClassSwatch color={view.color} kind={view.class} mirrored={isCache(view.id)} />
                {view.name}
              </td>
              <Numbers bytes={text(bytes, view.display)} share={ratio(share)} />
            </tr>
          ))}
        </tbody>
      ))}
      <tbody>
        {hidden > 0 && (
          <tr className={styles.secondary}>
            <td>{tr('tooltip.hidden', 'Hidden layers')}</td>
            <Numbers bytes={text(hidden)} share={ratio(total > 0 ? hidden / total : 0)} />
          </tr>
        )}
        <tr className={styles.total} data-testid="composition-tooltip-total" data-bytes={String(total)}>
          <td>
            {base === 'usage'
              ? tr('tooltip.total', 'Total = usage')
              : tr('tooltip.total-of', 'Total = {{name}}', { name: sumName(base) })}
          </td>
          <Numbers bytes={text(total)} share={ratio(1)} />
        </tr>
      </tbody>
    </>
  );
}

/** Lines over the layers, and how far the limit is. */
function LineRows({ model: { overlays, distance, total }, active, text, ratio }: RowsProps) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {overlays.length > 0 && (
        <tbody>
          {overlays.map(({ view, bytes }) => (
            <tr key={view.id} className={cx(view.id === active && styles.active)}>
              <td>
                <ClassSwatch
                  color={view.color}
                  kind={view.row.floor ? 'area' : 'line'}
                  dashed={view.row.dash !== undefined}
                />
                {view.name}
              </td>
              <Numbers
                bytes={text(bytes, view.display)}
                share={
                  view.row.bound && bytes > 0
                    ? tr('tooltip.of-bound', '{{share}} used', { share: ratio(total / bytes) })
                    : ratio(total > 0 ? bytes / total : 0)
                }
              />
            </tr>
          ))}
        </tbody>
      )}
      {distance && (
        <tbody data-testid="composition-tooltip-distance">
          {[
            { name: tr('tooltip.left', 'Left to the limit'), bytes: distance.fromUsage },
            { name: tr('tooltip.left-reclaimed', 'Left once memory is reclaimed'), bytes: distance.fromNeed },
          ].map(({ name, bytes }) => (
            <tr key={name}>
              <td className={styles.indented}>{name}</td>
              <Numbers bytes={text(bytes)} share={ratio(bytes / distance.limit)} />
            </tr>
          ))}
        </tbody>
      )}
    </>
  );
}

/** What stands beside the name of a row. */
function Numbers({ bytes, share }: { bytes: string; share: string }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <td className={styles.number}>{bytes}</td>
      <td className={cx(styles.number, styles.secondary)}>{share}</td>
    </>
  );
}

const phone = '@media (max-width: 600px)';

const getStyles = (theme: GrafanaTheme2) => ({
  tooltip: css({
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: theme.typography.bodySmall.lineHeight,
    padding: theme.spacing(1),
    minWidth: theme.spacing(30),
    maxHeight: `calc(100vh - ${theme.spacing(4)})`,
    // Grafana puts a tooltip left or right of the pointer, and above or below it, so that only half of the window is
    // sure to have room.
    maxWidth: `calc(50vw - ${theme.spacing(3)})`,
    overflow: 'auto',
    whiteSpace: 'normal',
    [`${phone}, (max-height: ${lowWindow - 1}px)`]: { maxHeight: `calc(50vh - ${theme.spacing(2)})` },
    [phone]: {
      minWidth: 0,
      maxWidth: `calc(50vw - ${theme.spacing(1.5)})`,
      '&&': { paddingRight: theme.spacing(0.5) },
    },
  }),
  pinned: css({ '&&': { maxHeight: '60vh' } }),
  header: css({
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    // Room for the button that closes a pinned tooltip.
    paddingRight: theme.spacing(3),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  columns: css({
    display: 'flex',
    alignItems: 'flex-start',
    columnGap: theme.spacing(3),
    '> table': { width: 'auto', flex: '1 1 auto' },
  }),
  table: css({
    width: '100%',
    'td, th': { padding: theme.spacing(0.125, 0), whiteSpace: 'nowrap', fontWeight: 'inherit', textAlign: 'left' },
    // Names may take two lines, however long someone made them.
    'td:first-child, th:first-child': { whiteSpace: 'normal', overflowWrap: 'anywhere', maxWidth: theme.spacing(28) },
    // Shares are left out.
    [phone]: { 'td:nth-child(3)': { display: 'none' } },
  }),
  group: css({
    borderTop: `1px solid ${theme.colors.border.weak}`,
    color: theme.colors.text.secondary,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  total: css({
    '&& td': { color: 'inherit' },
    borderTop: `1px solid ${theme.colors.border.medium}`,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    fontWeight: theme.typography.fontWeightBold,
  }),
  active: css({ color: theme.colors.text.maxContrast, fontWeight: theme.typography.fontWeightBold }),
  number: css({
    '&&': { textAlign: 'right', paddingLeft: theme.spacing(2), fontVariantNumeric: 'tabular-nums' },
  }),
  // Aligned with names that follow a swatch.
  indented: css({ '&&': { paddingLeft: theme.spacing(2.5) } }),
  secondary: css({ color: theme.colors.text.secondary }),
  note: css({ color: theme.colors.text.secondary, marginTop: theme.spacing(0.5) }),
  findings: css({ listStyle: 'none', marginTop: theme.spacing(0.5) }),
});
