import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, LinkButton, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import type { Finding } from '../../diagnosis/types';
import { AlertActions } from '../alerts/AlertActions';
import { ProfileActions } from '../profiles/ProfileActions';
import { toMarkdown, type Summary } from '../export/markdown';
import { PictureButton } from '../export/PictureButton';
import { toPlainText } from '../export/plainText';
import { aside } from '../styles';
import { tr } from '../translate';
import { annotationOf, type FindingTools } from './tools';

interface Props {
  finding: Finding;
  tools: FindingTools;
  summary: () => Summary;
}

/** What can be done with a finding. */
export function FindingActions({ finding, tools, summary }: Props) {
  const styles = useStyles2(getStyles);
  const [state, setState] = useState<'none' | 'asked' | 'added' | 'refused'>('none');
  const { annotate } = tools;
  const add = async () => {
    setState('asked');
    try {
      await annotate?.(annotationOf(finding, tools));
      setState('added');
    } catch {
      // Grafana says why.
      setState('refused');
    }
  };
  return (
    <div className={styles.actions}>
      <ClipboardButton icon="copy" variant="secondary" size="sm" getText={() => toMarkdown(summary())}>
        {tr('finding.copy-summary', 'Copy summary')}
      </ClipboardButton>
      <ClipboardButton icon="copy" variant="secondary" size="sm" getText={() => toPlainText(summary())}>
        {tr('finding.copy-chat', 'Copy for chat')}
      </ClipboardButton>
      {tools.picture && (
        <PictureButton name={tools.composition.workload.name} texts={tools.picture} views={tools.views} />
      )}
      {tools.links(finding).map(({ href, title, target, onClick }, i) => (
        <LinkButton
          key={i}
          icon="link"
          variant="secondary"
          size="sm"
          href={href}
          target={target}
          rel="noreferrer"
          onClick={onClick}
        >
          {title || href}
        </LinkButton>
      ))}
      <ProfileActions finding={finding} tools={tools} />
      <AlertActions finding={finding} tools={tools} />
      {annotate && (
        <Button
          icon="comment-alt"
          variant="secondary"
          size="sm"
          disabled={state === 'asked' || state === 'added'}
          onClick={add}
        >
          {finding.upgrade
            ? tr('finding.annotate-upgrade', 'Add annotation at the upgrade')
            : tr('finding.annotate', 'Add annotation at the onset')}
        </Button>
      )}
      <span role="status" className={styles.status}>
        {state === 'added' && tr('finding.annotated', 'Annotation added')}
        {state === 'refused' && tr('finding.not-annotated', 'The annotation was not added')}
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
  status: css(aside(theme)),
});
