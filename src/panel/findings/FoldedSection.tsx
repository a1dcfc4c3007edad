import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId, useState, type ReactNode } from 'react';

import { rowStyles } from '../styles';

interface Props {
  title: string;
  /** What stands beside the title, also while the section is folded. */
  summary: ReactNode;
  /** Whether it begins open. */
  initiallyOpen: boolean;
  testId: string;
  children: ReactNode;
}

/** A part below the findings that opens on a click. */
export function FoldedSection({ title, summary, initiallyOpen, testId, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [open, setOpen] = useState(initiallyOpen);
  return (
    <section className={styles.section} aria-label={title} data-testid={testId}>
      <button
        type="button"
        className={styles.header}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
        <span>
          <strong>{title}</strong> <span className={styles.secondary}>{summary}</span>
        </span>
      </button>
      {open && (
        <div id={id} className={styles.body}>
          {children}
        </div>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ borderTop: `1px solid ${theme.colors.border.weak}` }),
  ...rowStyles(theme),
});
