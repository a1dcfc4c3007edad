import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Finding } from '../../diagnosis/types';
import type { Layout } from '../layout';
import { findingName } from '../names';
import { renderMessage, type Formatters } from '../text';
import { tr, trCount } from '../translate';
import { SeverityMark } from './SeverityMark';

interface Props {
  form: 'chip' | 'line';
  layout: Layout['verdict'];
  verdict: Finding | null;
  count: number;
  formatters: Formatters;
  open: boolean;
  /** Id of what it opens. */
  controls: string;
  onToggle: () => void;
}

/** The worst finding in one sentence; opens the list of all. */
export function VerdictStrip({ form, layout, verdict, count, formatters, open, controls, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  if (verdict === null) {
    return (
      <div
        className={cx(styles.strip, styles.healthy)}
        style={{ height: layout.height }}
        data-testid="composition-verdict"
      >
        <span className={styles.good}>
          <Icon name="check-circle" aria-hidden /> {tr('verdict.healthy', 'Healthy')}
        </span>
        {form === 'line' && <span>{tr('verdict.healthy-sentence', 'No divergence found.')}</span>}
      </div>
    );
  }
  const sentence = renderMessage(verdict.headline, formatters);
  const since = tr('verdict.since', 'since {{time}}', { time: formatters.time(verdict.from) });
  return (
    <div className={styles.strip} style={{ height: layout.height }} data-testid="composition-verdict">
      <button
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-controls={controls}
        title={`${sentence} (${since})`}
        onClick={onToggle}
      >
        <SeverityMark severity={verdict.severity} />
        {form === 'chip' ? (
          <span className={styles.name}>{findingName(verdict.id)}</span>
        ) : (
          <>
            <span className={styles.sentence} style={{ WebkitLineClamp: layout.lines }}>
              {sentence}
            </span>
            {layout.since && <span className={styles.since}>{since}</span>}
            <span className={styles.count}>
              {trCount('verdict.count', '{{count}} finding', '{{count}} findings', count)}
            </span>
          </>
        )}
        <Icon name={open ? 'angle-up' : 'angle-down'} aria-hidden className={styles.chevron} />
      </button>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ display: 'flex', alignItems: 'center', minWidth: 0, flex: 1, overflow: 'hidden' }),
  healthy: css({ gap: theme.spacing(1), padding: theme.spacing(0, 1), color: theme.colors.text.secondary }),
  good: css({ color: theme.colors.success.text, fontWeight: theme.typography.fontWeightMedium }),
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
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
  sentence: css({
    flex: 1,
    minWidth: 0,
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    lineHeight: theme.typography.body.lineHeight,
  }),
  name: css({ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  since: css({ color: theme.colors.text.secondary, whiteSpace: 'nowrap', flex: 'none' }),
  count: css({
    flex: 'none',
    whiteSpace: 'nowrap',
    padding: theme.spacing(0, 1),
    borderRadius: theme.shape.radius.pill,
    background: theme.colors.background.secondary,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  chevron: css({ flex: 'none', color: theme.colors.text.secondary }),
});
