import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Finding } from '../../diagnosis/types';
import { renderMessage, type Formatters } from '../text';

interface Props {
  finding: Finding;
  formatters: Formatters;
  height: number;
}

/** One line above the chart that names what the data lacks. */
export function Notice({ finding, formatters, height }: Props) {
  const styles = useStyles2(getStyles);
  const text = renderMessage(finding.headline, formatters);
  return (
    <div className={styles.notice} style={{ height }} title={text} data-testid="composition-notice">
      <Icon name="info-circle" size="sm" aria-hidden /> {text}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    padding: theme.spacing(0, 1),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
});
