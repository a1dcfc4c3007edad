import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { SeverityMark } from '../findings/SeverityMark';
import { bytesText, type Formatters } from '../formatting';
import { aside, oneLine } from '../styles';
import type { Column } from './columns';
import type { FleetRow } from './fleetRow';
import { NeedBar } from './NeedBar';
import { Sparkline } from './Sparkline';
import { compositionOf } from './rowComposition';
import * as texts from './texts';

interface Props {
  id: Column['id'];
  row: FleetRow;
  shortName: string;
  formatters: Formatters;
  /** True: the name has the finding below it, since there is no column for it. */
  withFinding: boolean;
  /** True: there is room for two lines. */
  tall: boolean;
}

/** What one cell of the table shows. */
export function FleetCell({ id, row, shortName, formatters, withFinding, tall }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const unit = theme.spacing.gridSize;
  switch (id) {
    case 'name':
      return (
        <span className={styles.stack}>
          <span className={styles.line} title={row.name}>
            {withFinding && <Mark row={row} />}
            {shortName}
          </span>
          {withFinding && tall && <span className={styles.second}>{texts.findingText(row)}</span>}
        </span>
      );
    case 'finding':
      return (
        <span className={styles.stack} title={texts.sentenceOf(row, formatters)}>
          <span className={styles.line}>
            <Mark row={row} />
            {texts.findingText(row)}
          </span>
          {tall && row.verdict && <span className={styles.second}>{texts.sentenceOf(row, formatters)}</span>}
        </span>
      );
    case 'spark':
      return (
        <Sparkline
          composition={compositionOf(row)}
          theme={theme}
          width={10.5 * unit}
          height={(tall ? 3.5 : 2.5) * unit}
        />
      );
    case 'need':
      return <NeedBar row={row} formatters={formatters} />;
    case 'lazilyFreed':
      return <>{bytesText(row.lazilyFreed.estimate, formatters)}</>;
    case 'growth':
      return <>{texts.growthText(row, formatters)}</>;
    case 'version':
      return <>{texts.versionText(row)}</>;
    case 'restarts':
      return <>{texts.restartsText(row, formatters)}</>;
    default:
      return <>{bytesText(row[id], formatters)}</>;
  }
}

function Mark({ row: { verdict } }: { row: FleetRow }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.mark}>
      {verdict ? (
        <SeverityMark severity={verdict.severity} iconOnly />
      ) : (
        <Icon name="check-circle" className={styles.good} aria-hidden />
      )}
    </span>
  );
}

/** What the pointer tells of a cell that cannot say all. */
export function cellTitle(id: Column['id'], row: FleetRow, formatters: Formatters): string | undefined {
  switch (id) {
    case 'need':
      return texts.needText(row, formatters);
    case 'lazilyFreed':
      return texts.lazilyFreedText(row, formatters) || undefined;
    case 'version':
      return texts.versionText(row);
    default:
      return undefined;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({ display: 'flex', flexDirection: 'column', minWidth: 0, width: '100%' }),
  line: css({ ...oneLine, width: '100%' }),
  second: css({
    ...oneLine,
    ...aside(theme),
  }),
  mark: css({ marginRight: theme.spacing(0.75) }),
  good: css({ color: theme.colors.success.text }),
});
