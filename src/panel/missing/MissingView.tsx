import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { RenderUserContentAsHTML, ScrollContainer, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Missing } from '../../model';
import { oneLine } from '../styles';
import { tr } from '../translate';
import { DiscoverySection, type Source } from './DiscoverySection';
import { QueryToCopy } from './QueryToCopy';

interface Props {
  missing: Missing;
  /** What the user wants to be said where there are no data, links too: this is then all that is said. */
  noValue?: string;
  /** Label matchers that the recommended queries start with. */
  selector?: string;
  /** The data source that can be asked for what it has; null where none can. */
  source?: Source | null;
  hasVariable?: (name: string) => boolean;
  width: number;
  height: number;
}

/** px; a panel of two grid units has less. */
const oneLineOnly = 40;

/** Says why there is nothing to draw and offers the queries that supply it. */
export function MissingView({ missing, noValue, selector, source, hasVariable = () => false, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const tiny = width < 300 || height < 180;
  const own = missing.reason === 'no-data' && noValue;
  if (height < oneLineOnly) {
    return (
      <div className={styles.only} style={{ width, height, lineHeight: `${height}px` }} role="status">
        {own ? <RenderUserContentAsHTML component="span" content={own} /> : titleOf(missing.reason)}
      </div>
    );
  }
  if (own) {
    return (
      <div className={styles.frame} style={{ width, height }} data-testid="composition-missing" role="status">
        <ScrollContainer>
          <div className={styles.own} style={{ minHeight: height }}>
            <RenderUserContentAsHTML component="div" content={own} />
          </div>
        </ScrollContainer>
      </div>
    );
  }
  return (
    <div className={styles.frame} style={{ width, height }} data-testid="composition-missing" role="status">
      <ScrollContainer>
        <div className={styles.body}>
          <p className={styles.title}>{titleOf(missing.reason)}</p>
          {!tiny && <p className={styles.text}>{explanationOf(missing.reason)}</p>}
          {missing.queries.map((name) => (
            <QueryToCopy key={name} name={name} compact={tiny} selector={selector} />
          ))}
          {!tiny && source && <DiscoverySection source={source} queries={missing.queries} hasVariable={hasVariable} />}
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
  only: css({ textAlign: 'center', ...oneLine }),
  own: css({
    // In the middle, as other panels say it.
    display: 'grid',
    alignContent: 'center',
    padding: theme.spacing(1, 1.5),
    fontSize: theme.typography.h4.fontSize,
    textAlign: 'center',
    overflowWrap: 'anywhere',
    a: { color: theme.colors.text.link, textDecoration: 'underline' },
  }),
  title: css({
    margin: theme.spacing(0, 0, 0.5),
    fontSize: theme.typography.h5.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  text: css({ color: theme.colors.text.secondary, marginBottom: theme.spacing(1) }),
  problems: css({ color: theme.colors.text.secondary, paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' }),
});
