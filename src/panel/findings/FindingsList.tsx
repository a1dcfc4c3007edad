import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Finding } from '../../diagnosis/types';
import type { Problem } from '../../metrics/types';
import type { Formatters } from '../text';
import { tr } from '../translate';
import { FindingItem } from './FindingItem';
import { keyOf } from './selection';

interface Props {
  id: string;
  height: number;
  findings: readonly Finding[];
  problems: readonly Problem[];
  formatters: Formatters;
  /** Key of the finding that is open. */
  selected: string | null;
  onSelect: (key: string | null) => void;
}

/** All findings, worst first; the selected one is open. */
export function FindingsList({ id, height, findings, problems, formatters, selected, onSelect }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div id={id} className={styles.frame} style={{ height }} data-testid="composition-findings">
      <ScrollContainer>
        <ul className={styles.list} aria-label={tr('findingsList.label', 'Findings')}>
          {findings.map((finding) => {
            const key = keyOf(finding);
            return (
              <FindingItem
                key={key}
                finding={finding}
                formatters={formatters}
                open={selected === key}
                onToggle={() => onSelect(selected === key ? null : key)}
              />
            );
          })}
        </ul>
        {problems.length > 0 && (
          <div className={styles.problems}>
            {tr('findingsList.problems', 'Not used')}
            <ul>
              {problems.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          </div>
        )}
      </ScrollContainer>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    flex: 'none',
    overflow: 'hidden',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.primary,
  }),
  list: css({ listStyle: 'none' }),
  problems: css({
    padding: theme.spacing(1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    ul: { paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' },
  }),
});
