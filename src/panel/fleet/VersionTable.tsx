import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import React from 'react';

import { comparedCells, quantityName } from '../findings/comparisonTexts';
import type { Formatters } from '../formatting';
import { tr, trCount } from '../translate';
import type { VersionComparison, VersionShare } from './ownerStory';

interface Props {
  comparison: VersionComparison;
  formatters: Formatters;
}

/** The typical pod before and after a rollout. */
export function VersionTable({ comparison: { from, to, rows }, formatters }: Props) {
  const styles = useStyles2(getStyles);
  const head = ({ version, pods }: VersionShare) => (
    <th scope="col">
      {version}
      <div className={styles.pods}>{trCount('fleet.story.pods', '{{count}} pod', '{{count}} pods', pods)}</div>
    </th>
  );
  return (
    <ScrollContainer>
      <table className={styles.table} data-testid="composition-fleet-versions">
        <caption className={styles.caption}>
          {tr('fleet.story.caption', 'The typical pod of each version: medians over its samples, then over pods')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{tr('comparison.quantity', 'Quantity')}</th>
            {head(from)}
            {head(to)}
            <th scope="col">{tr('comparison.change', 'Change')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ quantity, before, after }) => (
            <tr key={quantity}>
              <th scope="row">{quantityName(quantity)}</th>
              {comparedCells(before, after, formatters).map((cell, i) => (
                <td key={i}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollContainer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    maxWidth: theme.spacing(90),
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    'th, td': { padding: theme.spacing(0.5, 1), textAlign: 'right', verticalAlign: 'bottom' },
    'th:first-child': { textAlign: 'left' },
    'tbody th': { fontWeight: theme.typography.fontWeightRegular },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  pods: css({ color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular }),
  caption: css({
    captionSide: 'bottom',
    padding: theme.spacing(0.5, 1),
    color: theme.colors.text.secondary,
    textAlign: 'left',
  }),
});
