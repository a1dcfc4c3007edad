import { css } from '@emotion/css';
import type { DataQueryError, GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { tr } from '../translate';

interface Props {
  state: 'waiting' | 'failed';
  errors: readonly DataQueryError[];
}

/** Shown until the first data arrive. Grafana's loading bar and error mark say the same, but only to sighted users. */
export function WaitingView({ state, errors }: Props) {
  const styles = useStyles2(getStyles);
  const [error] = errors;
  return (
    <div className={styles.frame} role="status" data-testid={`composition-${state}`}>
      {state === 'waiting' ? (
        tr('states.waiting', 'Waiting for data')
      ) : (
        <>
          <p className={styles.title}>
            <Icon name="exclamation-circle" aria-hidden /> {tr('states.failed', 'The query failed')}
          </p>
          {error && <p className={styles.message}>{error.data?.message ?? error.message ?? error.statusText}</p>}
        </>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    height: '100%',
    padding: theme.spacing(1),
    overflow: 'auto',
    color: theme.colors.text.secondary,
    textAlign: 'center',
    p: { margin: 0 },
  }),
  title: css({ color: theme.colors.text.primary }),
  message: css({ overflowWrap: 'anywhere' }),
});
