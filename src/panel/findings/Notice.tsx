import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { ClipboardButton, Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { recommendedQueries, type QueryName } from '../../metrics/queries';
import { queryLabel } from '../names';
import { aside, oneLine } from '../styles';
import { tr } from '../translate';

interface Props {
  icon: IconName;
  text: string;
  /** Queries that supply what is absent. */
  queries: readonly QueryName[];
  /** Label matchers of the container that lacks the series. */
  selectors: Record<QueryName, string>;
  height: number;
}

/** One line above the chart that names what the data lacks, with the queries that supply it. */
export function Notice({ icon, text, queries, selectors, height }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.notice} style={{ height }} data-testid="composition-notice">
      <Icon name={icon} size="sm" aria-hidden />
      <span className={styles.text} title={text}>
        {text}
      </span>
      {queries.map((name) => (
        <ClipboardButton
          key={name}
          icon="copy"
          variant="secondary"
          fill="text"
          size="sm"
          getText={() => recommendedQueries(selectors[name])[name]}
        >
          {tr('notice.copy', 'Copy query: {{label}}', { label: queryLabel(name) })}
        </ClipboardButton>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0, 1),
    ...aside(theme),
    svg: { flex: 'none' },
  }),
  text: css({ minWidth: 0, ...oneLine }),
});
