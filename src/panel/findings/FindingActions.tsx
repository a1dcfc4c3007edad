import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import type { Finding } from '../../diagnosis/types';
import { tr } from '../translate';
import { annotationOf, type FindingTools } from './tools';

interface Props {
  finding: Finding;
  tools: FindingTools;
  summary: () => string;
}

/** What can be done with a finding. */
export function FindingActions({ finding, tools, summary }: Props) {
  const styles = useStyles2(getStyles);
  const [annotated, setAnnotated] = useState(false);
  const { annotate } = tools;
  const add = () => {
    annotate?.(annotationOf(finding, tools));
    setAnnotated(true);
  };
  return (
    <div className={styles.actions}>
      <ClipboardButton icon="copy" variant="secondary" size="sm" getText={summary}>
        {tr('finding.copy-summary', 'Copy summary')}
      </ClipboardButton>
      {annotate && (
        <Button icon="comment-alt" variant="secondary" size="sm" disabled={annotated} onClick={add}>
          {finding.upgrade
            ? tr('finding.annotate-upgrade', 'Add annotation at the upgrade')
            : tr('finding.annotate', 'Add annotation at the onset')}
        </Button>
      )}
      <span role="status" className={styles.status}>
        {annotated && tr('finding.annotated', 'Annotation added')}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  actions: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  }),
  status: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
