import { css } from '@emotion/css';
import type { GrafanaTheme2, IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Finding } from '../../diagnosis/types';
import type { Layout } from '../layout';
import { findingName } from '../names';
import { renderMessage, type Formatters } from '../formatting';
import { aside, focused, oneLine, pointedAt } from '../styles';
import { tr, trCount } from '../translate';
import { verdictOf } from '../verdict';
import { SeverityMark } from './SeverityMark';

interface Props {
  layout: Layout['verdict'];
  findings: readonly Finding[];
  /** Number of restarts in the range; told where nothing else was found. */
  restarts: number;
  formatters: Formatters;
  /** The notice, shown as an icon where there is no room for its line; else null. */
  remark: { text: string | null; icon: IconName } | null;
  open: boolean;
  /** Id of the element that the button opens. */
  controls: string;
  onToggle: () => void;
}

/** The worst finding in one sentence, or that there is none; opens the list of all. */
export function VerdictStrip({ layout, findings, restarts, formatters, remark, open, controls, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const verdict = verdictOf(findings);
  const isChip = layout.form === 'chip';
  const sentence = verdict
    ? renderMessage(verdict.headline, formatters)
    : restarts > 0
      ? trCount(
          'verdict.restarts',
          'No memory problem found; the container restarted {{count}} time.',
          'No memory problem found; the container restarted {{count}} times.',
          restarts
        )
      : tr('verdict.healthy-sentence', 'No memory problem found.');
  const since = verdict && tr('verdict.since', 'since {{time}}', { time: formatters.time(verdict.from) });
  return (
    <div className={styles.strip} style={{ height: layout.height }} data-testid="composition-verdict">
      <button
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-controls={controls}
        title={[since ? `${sentence} (${since})` : sentence, remark?.text].filter(Boolean).join(' ')}
        onClick={onToggle}
      >
        {verdict ? (
          <SeverityMark severity={verdict.severity} iconOnly={isChip} />
        ) : restarts > 0 ? (
          <span className={styles.neutral}>
            <Icon name="info-circle" aria-hidden /> {tr('verdict.restarted', 'Restarts')}
          </span>
        ) : (
          <span className={styles.good}>
            <Icon name="check-circle" aria-hidden /> {tr('verdict.healthy', 'Healthy')}
          </span>
        )}
        {isChip ? (
          <span className={styles.name}>{verdict && findingName(verdict.id)}</span>
        ) : (
          <>
            <span className={styles.sentence} style={{ WebkitLineClamp: layout.lines }}>
              {sentence}
            </span>
            {layout.since && since && <span className={styles.since}>{since}</span>}
            {layout.since && findings.length > 0 && (
              <span className={styles.count}>
                {trCount('verdict.count', '{{count}} finding', '{{count}} findings', findings.length)}
              </span>
            )}
          </>
        )}
        {remark?.text && (
          <span role="img" aria-label={remark.text} className={styles.chevron}>
            <Icon name={remark.icon} aria-hidden />
          </span>
        )}
        <Icon name={open ? 'angle-up' : 'angle-down'} aria-hidden className={styles.chevron} />
      </button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ display: 'flex', alignItems: 'center', minWidth: 0, flex: 1, overflow: 'hidden' }),
  good: css({ color: theme.colors.success.text, fontWeight: theme.typography.fontWeightMedium, whiteSpace: 'nowrap' }),
  neutral: css({ color: theme.colors.info.text, fontWeight: theme.typography.fontWeightMedium, whiteSpace: 'nowrap' }),
  button: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    width: '100%',
    height: '100%',
    minWidth: 0,
    padding: theme.spacing(0, 1),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.primary,
    textAlign: 'left',
    '&:hover': pointedAt(theme),
    '&:focus-visible': focused(theme),
  }),
  sentence: css({
    flex: 1,
    minWidth: 0,
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    lineHeight: theme.typography.body.lineHeight,
  }),
  name: css({ flex: 1, minWidth: 0, ...oneLine }),
  since: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap', flex: 'none' }),
  count: css({
    flex: 'none',
    whiteSpace: 'nowrap',
    padding: theme.spacing(0, 1),
    borderRadius: theme.shape.radius.pill,
    background: theme.colors.background.secondary,
    ...aside(theme),
  }),
  chevron: css({ flex: 'none', color: theme.colors.text.secondary }),
});
