import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { tr } from '../translate';

interface Props {
  open: boolean;
  /** Id of the element that the button opens. */
  controls: string;
  onToggle: () => void;
}

/** Opens the findings where the verdict is hidden by option: in the corner of the chart, for who points there. */
export function CornerButton({ open, controls, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const text = tr('verdict.corner', 'Findings, numbers and recommended sizes');
  return (
    <div className={styles} data-testid="composition-corner">
      <IconButton
        name={open ? 'angle-up' : 'list-ul'}
        tooltip={text}
        aria-label={text}
        aria-expanded={open}
        aria-controls={controls}
        onClick={onToggle}
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    position: 'absolute',
    insetInlineEnd: theme.spacing(0.5),
    top: 0,
    zIndex: 1,
    padding: theme.spacing(0.25),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
    // A finger has no pointer that could come near.
    '@media (hover: hover)': { opacity: 0 },
    '[data-testid="composition-panel"]:hover &, &:focus-within': { opacity: 1 },
  });
