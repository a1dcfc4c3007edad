import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import type { Composition } from '../../composition/types';
import type { Settings } from '../../diagnosis/options';
import type { Finding } from '../../diagnosis/types';
import { sizingOf } from '../../sizing/sizing';
import type { Replica } from '../../sizing/types';
import { FoldedSection } from '../findings/FoldedSection';
import { rowStyles } from '../styles';
import { say } from '../findings/say';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import { basisOf } from './basis';
import { figuresOf, isSized, toText, toYaml, type Sized } from './copies';

interface Props {
  composition: Composition;
  findings: readonly Finding[];
  /** Other pods of the same owner. */
  peers: readonly Replica[];
  settings: Settings;
  formatters: Formatters;
  /** Whether it begins open. */
  initiallyOpen: boolean;
}

/** Recommended request, limit and GOMEMLIMIT; on request their formulas in words, what they rest on, and copies. */
export function SizingSection({ composition, findings, peers, settings, formatters, initiallyOpen }: Props) {
  const styles = useStyles2(getStyles);
  const sized = useMemo<Sized>(
    () => ({
      name: composition.workload.name,
      sizing: sizingOf({ composition, findings }, settings, peers),
      say: (message) => say(message, formatters),
      bytes: formatters.bytes,
    }),
    [composition, findings, peers, settings, formatters]
  );
  const figures = figuresOf(sized.sizing);
  const sizeOf = (bytes: number | null) => (bytes === null ? tr('sizing.none', 'none') : formatters.bytes(bytes));
  return (
    <FoldedSection
      title={tr('sizing.title', 'Sizing')}
      summary={figures.map(({ name, figure }) => `${name}: ${sizeOf(figure.bytes)}`).join(' · ')}
      initiallyOpen={initiallyOpen}
      testId="composition-sizing"
    >
      <Copies sized={sized} />
      <dl className={styles.figures}>
        {figures.map(({ name, figure }) => (
          <div key={name}>
            <dt className={styles.secondary}>{name}</dt>
            <dd className={styles.size}>{sizeOf(figure.bytes)}</dd>
            {figure.why.map((why) => (
              <dd key={why.id}>{sized.say(why)}</dd>
            ))}
          </div>
        ))}
      </dl>
      {sized.sizing.numbers && (
        <dl className={styles.basis}>
          {basisOf(sized.sizing.numbers, formatters).map(({ name, value }) => (
            <div key={name}>
              <dt className={styles.secondary}>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </FoldedSection>
  );
}

function Copies({ sized }: { sized: Sized }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.copies}>
      {isSized(sized.sizing) && (
        <ClipboardButton icon="copy" variant="secondary" size="sm" getText={() => toYaml(sized)}>
          {tr('sizing.copy-yaml', 'Copy as YAML')}
        </ClipboardButton>
      )}
      <ClipboardButton icon="copy" variant="secondary" size="sm" getText={() => toText(sized)}>
        {tr('sizing.copy-text', 'Copy as text')}
      </ClipboardButton>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const columns = (width: number) =>
    css({
      display: 'grid',
      gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${theme.spacing(width)}), 1fr))`,
      gap: theme.spacing(1, 3),
      margin: theme.spacing(0, 0, 1),
      '> div': { minWidth: 0 },
      dd: { margin: 0, overflowWrap: 'anywhere' },
      dt: { fontWeight: theme.typography.fontWeightRegular },
    });
  return {
    secondary: rowStyles(theme).secondary,
    copies: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginBottom: theme.spacing(1) }),
    figures: columns(32),
    size: css({ fontSize: theme.typography.h4.fontSize, fontVariantNumeric: 'tabular-nums' }),
    basis: columns(22),
  };
};
