import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useId, useMemo, type ReactNode } from 'react';

import type { Finding } from '../../diagnosis/types';
import { docsLink } from '../export/docsLink';
import type { Summary } from '../export/markdown';
import { summarise } from '../export/summary';
import { makeFormatters, zoneAt } from '../formatting';
import { aside } from '../styles';
import { tr } from '../translate';
import { compare } from './comparison';
import { comparisonTexts } from './comparisonTexts';
import { describeFinding } from './describeFinding';
import { EvidenceList } from './EvidenceList';
import { FindingActions } from './FindingActions';
import { NumbersTable } from './NumbersTable';
import { SupplyingQueries } from './SupplyingQueries';
import { say } from './say';
import type { FindingTools } from './tools';

interface Props {
  finding: Finding;
  tools: FindingTools;
}

/** Everything about one finding: numbers, evidence, what would refute or confirm it, what to do. */
export function FindingDetails({ finding, tools }: Props) {
  const styles = useStyles2(getStyles);
  const { composition, peers, formatters, timeZone } = tools;
  const comparison = useMemo(
    () =>
      compare(
        composition,
        finding,
        peers.map((peer) => peer.composition)
      ),
    [composition, finding, peers]
  );
  const description = describeFinding(finding);
  const summary = (): Summary => {
    // A ticket is read on another day.
    const whole = { ...formatters, time: makeFormatters(timeZone, Infinity).time };
    return {
      workload: composition.workload.name,
      finding,
      description,
      comparison,
      formatters: whole,
      zone: zoneAt(finding.from, timeZone),
      state: summarise(composition, [], whole),
      link: tools.link(),
    };
  };
  const lacks = finding.id === 'insufficient-data';
  return (
    <>
      <FindingActions finding={finding} tools={tools} summary={summary} />
      <div className={styles.columns}>
        <div>
          {comparison && <NumbersTable {...comparisonTexts(comparison, formatters)} testId="composition-comparison" />}
          <Part title={tr('finding.evidence', 'Evidence')}>
            <EvidenceList evidence={finding.evidence} tools={tools} />
          </Part>
          {lacks && <SupplyingQueries composition={composition} />}
        </div>
        <div>
          {description && (
            <Part title={tr('finding.meaning', 'What it means')}>
              <p>{description.meaning}</p>
            </Part>
          )}
          <Part title={tr('finding.advice', 'What to do')}>
            <p>{say(finding.advice, formatters)}</p>
          </Part>
          {!lacks && (
            <Part title={tr('finding.refuted-by', 'What would refute it')}>
              <p>{say(finding.refutedBy, formatters)}</p>
            </Part>
          )}
          {description && !lacks && (
            <Part title={tr('finding.confirm', 'What would confirm it')}>
              <p>{description.confirm}</p>
            </Part>
          )}
          <Part title={tr('finding.references', 'Read on')}>
            <ul className={styles.links}>
              <li>
                <Link href={docsLink(finding.id)}>{tr('finding.docs', 'About this finding')}</Link>
              </li>
              {description?.references.map((href) => (
                <li key={href}>
                  <Link href={href}>{href.replace(/^https:\/\/(www\.)?/, '')}</Link>
                </li>
              ))}
            </ul>
          </Part>
        </div>
      </div>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.part}>
      <div id={id} className={styles.title}>
        {title}
      </div>
      {children}
    </div>
  );
}

function Link({ href, children }: { href: string; children: string }) {
  const styles = useStyles2(getStyles);
  return (
    <a className={styles.link} href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(45)}), 1fr))`,
    gap: theme.spacing(0, 3),
    '> div': { minWidth: 0 },
  }),
  part: css({ marginBottom: theme.spacing(1), p: { margin: 0 } }),
  title: css({
    ...aside(theme),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  links: css({ listStyle: 'none', overflowWrap: 'anywhere' }),
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
