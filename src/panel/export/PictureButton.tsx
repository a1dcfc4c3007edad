import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useRef, useState } from 'react';

import type { Views } from '../derive/views';
import { aside } from '../styles';
import { tr } from '../translate';
import { copyPicture } from './copyPicture';
import { fileNameOf } from './csv';
import { paintPicture } from './picture';

/** What the picture says beside the chart. */
export interface PictureTexts {
  title: string;
  /** Workload and time range. */
  lines: readonly string[];
}

interface Props {
  /** Name of the workload. */
  name: string;
  texts: PictureTexts;
  views: Views;
}

/** Copies the chart of this panel as a picture. */
export function PictureButton({ name, texts, views }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'none' | 'copied' | 'saved' | 'failed'>('none');
  const copy = async () => {
    const chart = button.current && chartBeside(button.current);
    try {
      setState(
        chart ? await copyPicture(paintPicture({ chart, ...texts, views, theme }), fileNameOf(name, 'png')) : 'failed'
      );
    } catch {
      setState('failed');
    }
  };
  return (
    <span>
      <Button ref={button} icon="camera" variant="secondary" size="sm" onClick={copy}>
        {tr('picture.copy', 'Copy picture')}
      </Button>
      <span role="status" className={styles.status}>
        {state === 'copied' && tr('picture.copied', 'Picture copied')}
        {state === 'saved' && tr('picture.saved', 'The clipboard takes no picture here: saved as a file')}
        {state === 'failed' && tr('picture.failed', 'The browser made no picture')}
      </span>
    </span>
  );
}

/** The canvas that the chart of the same panel is drawn on. */
function chartBeside(element: HTMLElement): HTMLCanvasElement | null {
  const panel = element.closest('[data-testid="composition-panel"]');
  return panel?.querySelector<HTMLCanvasElement>('[data-testid="composition-chart"] canvas') ?? null;
}

const getStyles = (theme: GrafanaTheme2) => ({
  status: css({
    '&:not(:empty)': { marginLeft: theme.spacing(1) },
    ...aside(theme),
  }),
});
