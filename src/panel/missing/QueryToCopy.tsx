import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { recommendedQueries, type QueryName } from '../../metrics/queries';
import { queryLabel } from '../names';
import { tr } from '../translate';

interface Props {
  name: QueryName;
  /** True: shows the label and the button without the text of the query. */
  compact?: boolean;
  /** Label matchers that replace the dashboard variables in the query. */
  selector?: string;
}

/** One of the recommended queries, to copy. */
export function QueryToCopy({ name, compact = false, selector }: Props) {
  const styles = useStyles2(getStyles);
  const label = queryLabel(name);
  const query = recommendedQueries(selector)[name];
  return (
    <div className={styles.query}>
      <div className={styles.header}>
        <span>{label}</span>
        <ClipboardButton
          icon="copy"
          variant="secondary"
          size="sm"
          aria-label={tr('missing.copy-label', 'Copy query for {{label}}', { label })}
          getText={() => query}
        >
          {tr('missing.copy', 'Copy')}
        </ClipboardButton>
      </div>
      {!compact && (
        <div role="group" className={styles.code} tabIndex={0} aria-label={label}>
          <code>{query}</code>
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  query: css({ marginBottom: theme.spacing(1) }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    marginBottom: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  code: css({
    maxHeight: theme.spacing(15),
    padding: theme.spacing(0.75, 1),
    overflow: 'auto',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
    code: { padding: 0, border: 'none', background: 'none', whiteSpace: 'pre-wrap' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
