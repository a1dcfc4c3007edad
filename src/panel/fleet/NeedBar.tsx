import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { riskShares } from '../../diagnosis/options';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import type { FleetRow } from './fleetRow';
import { needShare } from './order';

interface Props {
  row: FleetRow;
  formatters: Formatters;
}

const percent = (share: number): string => `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`;

/** What is needed of the limit: the bar is what cannot be given back, its paler end what is undecided. */
export function NeedBar({ row, formatters }: Props) {
  const styles = useStyles2(getStyles);
  const high = needShare(row);
  if (!Number.isFinite(high)) {
    return <span className={styles.none}>{tr('fleet.no-limit', 'no limit')}</span>;
  }
  const low = Number.isFinite(row.need.low) ? row.need.low / row.limit : high;
  const tone = low >= riskShares.critical ? styles.critical : high >= riskShares.warning ? styles.warning : styles.good;
  return (
    <span className={styles.frame}>
      <span className={styles.track} aria-hidden>
        <span className={tone} style={{ width: percent(high), opacity: 0.45 }} />
        <span className={tone} style={{ width: percent(low) }} />
      </span>
      <span className={styles.number}>{formatters.ratio(high)}</span>
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const fill = (background: string) => css({ position: 'absolute', top: 0, bottom: 0, left: 0, background });
  return {
    frame: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), width: '100%' }),
    track: css({
      position: 'relative',
      flex: 1,
      height: theme.spacing(1),
      minWidth: theme.spacing(3),
      borderRadius: theme.shape.radius.default,
      background: theme.colors.background.secondary,
      boxShadow: `inset 0 0 0 1px ${theme.colors.border.medium}`,
      overflow: 'hidden',
    }),
    number: css({ flex: 'none', minWidth: theme.spacing(4.5), textAlign: 'right' }),
    none: css({ color: theme.colors.text.secondary }),
    good: fill(theme.colors.success.main),
    warning: fill(theme.colors.warning.main),
    critical: fill(theme.colors.error.main),
  };
};
