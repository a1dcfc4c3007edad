import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ScrollContainer, useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Finding } from '../../diagnosis/types';
import type { Problem } from '../../metrics/types';
import { CompareSection } from '../compare/CompareSection';
import type { Compare } from '../compare/useCompare';
import { CsvButton } from '../export/CsvButton';
import { PictureButton } from '../export/PictureButton';
import { leaveOnEscape } from '../leaveOnEscape';
import { SizingSection } from '../sizing/SizingSection';
import { aside } from '../styles';
import { tr } from '../translate';
import { FindingItem } from './FindingItem';
import { keyOf } from './selection';
import type { FindingTools } from './tools';

interface Props {
  id: string;
  height: number;
  findings: readonly Finding[];
  problems: readonly Problem[];
  tools: FindingTools;
  compare: Compare;
  /** Key of the finding that is open. */
  selected: string | null;
  onSelect: (key: string | null) => void;
  onClose: () => void;
}

/** All findings, worst first, the selected one open; sizes; what could not be used; the numbers to take along. */
export function FindingsView(props: Props) {
  const { id, height, findings, problems, tools, compare, selected, onSelect, onClose } = props;
  const styles = useStyles2(getStyles);
  return (
    <div
      id={id}
      role="group"
      aria-label={tr('findingsList.label', 'Findings')}
      className={styles.frame}
      style={{ height }}
      data-testid="composition-findings"
      onKeyDown={(event) => leaveOnEscape(event, onClose)}
    >
      <ScrollContainer>
        {findings.length === 0 ? (
          <p className={styles.remark}>
            {tr('findingsList.none', 'None of the known causes applies to this container in this time range.')}
          </p>
        ) : (
          <ul className={styles.list} aria-label={tr('findingsList.label', 'Findings')}>
            {findings.map((finding) => {
              const key = keyOf(finding);
              return (
                <FindingItem
                  key={key}
                  finding={finding}
                  tools={tools}
                  open={selected === key}
                  onToggle={() => onSelect(selected === key ? null : key)}
                />
              );
            })}
          </ul>
        )}
        <SizingSection
          composition={tools.composition}
          findings={findings}
          peers={tools.peers}
          settings={tools.settings}
          formatters={tools.formatters}
          initiallyOpen={findings.length === 0}
        />
        <CompareSection compare={compare} formatters={tools.formatters} />
        {problems.length > 0 && (
          <div className={styles.remark}>
            {tr('findingsList.problems', 'Not used')}
            <ul>
              {problems.map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          </div>
        )}
        <div className={cx(styles.remark, styles.takeAlong)}>
          <CsvButton composition={tools.composition} views={tools.views} />
          {tools.picture && selected === null && (
            <PictureButton name={tools.composition.workload.name} texts={tools.picture} views={tools.views} />
          )}
        </div>
      </ScrollContainer>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    flex: 'none',
    overflow: 'hidden',
    borderTop: `1px solid ${theme.colors.border.weak}`,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    background: theme.colors.background.primary,
  }),
  list: css({ listStyle: 'none' }),
  takeAlong: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  remark: css({
    margin: 0,
    padding: theme.spacing(1),
    ...aside(theme),
    ul: { paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' },
  }),
});
