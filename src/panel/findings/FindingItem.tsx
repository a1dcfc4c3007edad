import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Icon, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';

import type { Finding } from '../../diagnosis/types';
import { confidenceName } from '../names';
import { renderMessage, type Formatters } from '../text';
import { tr } from '../translate';
import { SeverityMark } from './SeverityMark';

interface Props {
  finding: Finding;
  formatters: Formatters;
  open: boolean;
  onToggle: () => void;
}

/** One finding: what it says, and on request what speaks for it, what would refute it, and what to do. */
export function FindingItem({ finding, formatters, open, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const say = (message: Finding['headline']): string => renderMessage(message, formatters);
  return (
    <li className={styles.item}>
      <button type="button" className={styles.header} aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
        <span>
          <SeverityMark severity={finding.severity} /> <strong>{say(finding.headline)}</strong>{' '}
          <span className={styles.secondary}>
            {confidenceName(finding.confidence)} · {formatters.time(finding.from)} – {formatters.time(finding.to)}
          </span>
        </span>
      </button>
      {open && (
        <div id={id} className={styles.body}>
          <section>
            <h6 className={styles.heading}>{tr('finding.advice', 'What to do')}</h6>
            <p>{say(finding.advice)}</p>
          </section>
          <section>
            <h6 className={styles.heading}>{tr('finding.evidence', 'Evidence')}</h6>
            <ul className={styles.evidence}>
              {finding.evidence.map(({ text, promql }, i) => (
                <li key={i}>
                  {say(text)}
                  {promql !== '' && (
                    <span className={styles.query}>
                      <code className={styles.code}>{promql}</code>
                      <ClipboardButton
                        icon="copy"
                        variant="secondary"
                        fill="text"
                        size="sm"
                        aria-label={tr('finding.copy', 'Copy query')}
                        getText={() => promql}
                      />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h6 className={styles.heading}>{tr('finding.refuted-by', 'What would refute it')}</h6>
            <p>{say(finding.refutedBy)}</p>
          </section>
        </div>
      )}
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  item: css({ borderBottom: `1px solid ${theme.colors.border.weak}`, '&:last-child': { borderBottom: 'none' } }),
  header: css({
    display: 'flex',
    gap: theme.spacing(0.5),
    width: '100%',
    padding: theme.spacing(0.75, 1),
    border: 'none',
    background: 'none',
    color: theme.colors.text.primary,
    textAlign: 'left',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    svg: { flex: 'none' },
  }),
  secondary: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  body: css({
    padding: theme.spacing(0, 1, 1, 3.5),
    section: { marginBottom: theme.spacing(1) },
    p: { margin: 0 },
  }),
  heading: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  evidence: css({ paddingLeft: theme.spacing(2) }),
  query: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(0.5), margin: theme.spacing(0.25, 0) }),
  code: css({
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
