import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Evidence } from '../../diagnosis/types';
import { tr } from '../translate';
import { ActionLink } from './ActionLink';
import { say } from './say';
import type { FindingTools } from './tools';

interface Props {
  evidence: readonly Evidence[];
  tools: Pick<FindingTools, 'formatters' | 'explore'>;
}

/** Sentences that speak for a finding, each with the query that reproduces its numbers. */
export function EvidenceList({ evidence, tools: { formatters, explore } }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list}>
      {evidence.map(({ text, promql }, i) => (
        <li key={i}>
          {say(text, formatters)}
          {promql !== '' && (
            <div className={styles.query}>
              <code className={styles.code} tabIndex={0} role="group" aria-label={tr('finding.query', 'Query')}>
                {promql}
              </code>
              <ClipboardButton
                icon="copy"
                variant="secondary"
                fill="text"
                size="sm"
                aria-label={tr('finding.copy', 'Copy query')}
                tooltip={tr('finding.copy', 'Copy query')}
                getText={() => promql}
              />
              {explore && (
                <ActionLink
                  icon="compass"
                  variant="secondary"
                  fill="text"
                  size="sm"
                  aria-label={tr('finding.explore', 'Open in Explore')}
                  tooltip={tr('finding.explore', 'Open in Explore')}
                  href={explore(promql)}
                  target="_blank"
                  rel="noreferrer"
                />
              )}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ paddingLeft: theme.spacing(2) }),
  query: css({ display: 'flex', alignItems: 'flex-start', margin: theme.spacing(0.25, 0) }),
  code: css({
    flex: 1,
    minWidth: 0,
    marginRight: theme.spacing(0.5),
    // Longer queries scroll.
    maxHeight: theme.spacing(10),
    overflowY: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
