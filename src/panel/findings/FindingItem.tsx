import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

import type { Finding } from '../../diagnosis/types';
import { confidenceName } from '../names';
import { renderMessage } from '../formatting';
import { FindingDetails } from './FindingDetails';
import { rowStyles } from '../styles';
import { SeverityMark } from './SeverityMark';
import type { FindingTools } from './tools';

interface Props {
  finding: Finding;
  tools: FindingTools;
  open: boolean;
  onToggle: () => void;
}

/** One finding: what it says, and on request what speaks for it, what would refute it, and what to do. */
export function FindingItem({ finding, tools, open, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const { formatters } = tools;
  return (
    <li className={styles.item}>
      <button type="button" className={styles.header} aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
        <span>
          <SeverityMark severity={finding.severity} /> <strong>{renderMessage(finding.headline, formatters)}</strong>{' '}
          <span className={styles.secondary}>
            {confidenceName(finding.confidence)} · {formatters.time(finding.from)} – {formatters.time(finding.to)}
          </span>
        </span>
      </button>
      {open && (
        <div id={id} className={styles.body}>
          <FindingDetails finding={finding} tools={tools} />
        </div>
      )}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({ borderBottom: `1px solid ${theme.colors.border.weak}`, '&:last-child': { borderBottom: 'none' } }),
  ...rowStyles(theme),
});
