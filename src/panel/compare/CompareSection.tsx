import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Combobox, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { FoldedSection } from '../findings/FoldedSection';
import { NumbersTable } from '../findings/NumbersTable';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import { compareMarkdown, compareTexts } from './compareTexts';
import { brushedKey } from './other';
import type { Compare } from './useCompare';

interface Props {
  compare: Compare;
  formatters: Formatters;
}

/** The workload held against another one, another time or another Go version, layer by layer. */
export function CompareSection({ compare: { others, chosen, choose }, formatters }: Props) {
  const styles = useStyles2(getStyles);
  const texts = useMemo(() => chosen && compareTexts(chosen, formatters), [chosen, formatters]);
  const choices = useMemo(() => others.map(({ key, name }) => ({ value: key, label: name })), [others]);
  const label = tr('compare.with', 'Compare with');
  return (
    <FoldedSection
      // Who chooses spans on the chart wants to see what they compare.
      key={String(chosen?.key === brushedKey)}
      title={tr('compare.title', 'Comparison')}
      summary={chosen?.name}
      initiallyOpen={chosen !== null}
      testId="composition-compare"
    >
      <div className={styles.choice}>
        <Combobox
          aria-label={label}
          placeholder={label}
          options={choices}
          value={chosen?.key ?? null}
          onChange={(option) => choose(option?.value ?? null)}
          isClearable
          width="auto"
          minWidth={32}
          maxWidth={64}
        />
        {texts && (
          <ClipboardButton icon="copy" variant="secondary" size="sm" getText={() => compareMarkdown(texts)}>
            {tr('compare.copy', 'Copy as Markdown')}
          </ClipboardButton>
        )}
      </div>
      <p className={styles.hint}>
        {tr(
          'compare.brush',
          'Spans of your own: hold Ctrl or ⌘ and drag over the chart; a second span is compared with the first.'
        )}
      </p>
      {texts && <NumbersTable {...texts} testId="composition-compare-table" />}
    </FoldedSection>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  hint: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    margin: theme.spacing(0, 0, 1),
  }),
  choice: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(1),
  }),
});
