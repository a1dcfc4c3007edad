import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Severity } from '../../diagnosis/types';
import { severityName } from '../names';

const icons: Record<Severity, IconName> = {
  critical: 'exclamation-circle',
  warning: 'exclamation-triangle',
  info: 'info-circle',
};

interface Props {
  severity: Severity;
  /** True: only the icon, where there is no room for the word. */
  iconOnly?: boolean;
}

/** Severity as icon and word, or as an icon of its own shape: colour alone would leave readers out. */
export function SeverityMark({ severity, iconOnly = false }: Props) {
  const styles = useStyles2(getStyles);
  return iconOnly ? (
    <span role="img" aria-label={severityName(severity)} className={styles[severity]}>
      <Icon name={icons[severity]} aria-hidden />
    </span>
  ) : (
    <span className={styles[severity]}>
      <Icon name={icons[severity]} aria-hidden /> {severityName(severity)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const mark = (color: string) =>
    css({ color, fontWeight: theme.typography.fontWeightMedium, whiteSpace: 'nowrap', flex: 'none' });
  return {
    critical: mark(theme.colors.error.text),
    warning: mark(theme.colors.warning.text),
    info: mark(theme.colors.info.text),
  };
};
