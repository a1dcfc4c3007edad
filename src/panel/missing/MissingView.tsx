import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, ScrollContainer, useStyles2 } from '@grafana/ui';
import React from 'react';

import { recommendedQueries, type QueryName } from '../../metrics/queries';
import type { Missing } from '../model';
import { tr } from '../translate';

interface Props {
  missing: Missing;
  width: number;
  height: number;
}

/** Says why there is nothing to draw and offers the queries that supply it. */
export function MissingView({ missing, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const queries = recommendedQueries();
  const tiny = width < 300 || height < 180;
  return (
    <div className={styles.frame} style={{ width, height }} data-testid="composition-missing" role="status">
      <ScrollContainer>
        <div className={styles.body}>
          <h4 className={styles.title}>{titleOf(missing.reason)}</h4>
          {!tiny && <p className={styles.text}>{explanationOf(missing.reason)}</p>}
          {missing.queries.map((name) => (
            <Query key={name} name={name} query={queries[name]} compact={tiny} />
          ))}
          {!tiny && missing.problems.length > 0 && (
            <ul className={styles.problems}>
              {missing.problems.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          )}
        </div>
      </ScrollContainer>
    </div>
  );
}

function Query({ name, query, compact }: { name: QueryName; query: string; compact: boolean }) {
  const styles = useStyles2(getStyles);
  const label = name === 'container' ? tr('missing.container', 'Container series') : tr('missing.go', 'Go series');
  return (
    <div className={styles.query}>
      <div className={styles.queryHeader}>
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
        <pre className={styles.code} tabIndex={0} aria-label={label}>
          {query}
        </pre>
      )}
    </div>
  );
}

function titleOf(reason: Missing['reason']): string {
  switch (reason) {
    case 'no-data':
      return tr('missing.no-data.title', 'No data');
    case 'nothing-recognised':
      return tr('missing.nothing-recognised.title', 'No memory series among the data');
    case 'no-workload':
      return tr('missing.no-workload.title', 'No container to draw');
  }
}

function explanationOf(reason: Missing['reason']): string {
  switch (reason) {
    case 'no-data':
      return tr(
        'missing.no-data.text',
        'The queries returned nothing in this time range. These two supply everything this panel can use:'
      );
    case 'nothing-recognised':
      return tr(
        'missing.nothing-recognised.text',
        'None of the series has a name this panel knows. Use these two queries, or give fields a "Memory role" with an override:'
      );
    case 'no-workload':
      return tr(
        'missing.no-workload.text',
        'Usage of a container, or resident memory of a process, is what everything is measured against. It is missing; this supplies it:'
      );
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ overflow: 'hidden' }),
  body: css({ padding: theme.spacing(1, 1.5), maxWidth: theme.spacing(110), margin: '0 auto' }),
  title: css({ margin: theme.spacing(0, 0, 0.5), fontSize: theme.typography.h5.fontSize }),
  text: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(1) }),
  query: css({ marginBottom: theme.spacing(1) }),
  queryHeader: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    marginBottom: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  code: css({
    maxHeight: theme.spacing(15),
    margin: 0,
    padding: theme.spacing(0.75, 1),
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  problems: css({ color: theme.colors.text.secondary, paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' }),
});
