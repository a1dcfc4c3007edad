import { type GrafanaTheme2 } from '@grafana/data';
import { Button, RadioButtonGroup, ScrollContainer, Text, useStyles2 } from '@grafana/ui';
import { css } from '@emotion/css';
import React, { type ReactNode } from 'react';

import { OptionsPane } from '../options/OptionsPane';
import { type PreviewScene, pluginId } from './PreviewScene';
import { type UrlState } from './urlState';

interface Props {
  scene: PreviewScene;
  url: UrlState;
  /** What is beside the panels: the gallery, or nothing in live mode. */
  sidebar: ReactNode;
  subtitle: string;
  onTheme: (theme: UrlState['theme']) => void;
  onEditing: (editing: boolean) => void;
}

const themes = [
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
] satisfies Array<{ value: UrlState['theme']; label: string }>;

/** A dashboard page in Grafana's manner around the two panels of the scene. */
export function Dashboard({ scene, url, sidebar, subtitle, onTheme, onEditing }: Props) {
  const styles = useStyles2(getStyles);
  const { variables, timePicker, refreshPicker, panel, neighbour } = scene.useState();

  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <img src={`/public/plugins/${pluginId}/img/logo.svg`} alt="" className={styles.logo} />
        <div className={styles.title}>
          <Text element="h1" variant="h4">
            Go Memory Composition
          </Text>
          <Text color="secondary" variant="bodySmall" truncate>
            {subtitle}
          </Text>
        </div>
        <div data-testid="theme-switch">
          <RadioButtonGroup size="sm" aria-label="Theme" options={themes} value={url.theme} onChange={onTheme} />
        </div>
      </header>
      <div className={styles.body}>
        {sidebar}
        <main className={styles.main}>
          <div className={styles.controls}>
            {variables && <variables.Component model={variables} />}
            <span className={styles.spacer} />
            <Button
              variant={url.editing ? 'primary' : 'secondary'}
              icon="pen"
              onClick={() => onEditing(!url.editing)}
              aria-pressed={url.editing}
            >
              {url.editing ? 'Close options' : 'Edit panel'}
            </Button>
            <timePicker.Component model={timePicker} />
            <refreshPicker.Component model={refreshPicker} />
          </div>
          <div className={styles.columns}>
            <ScrollContainer>
              <div className={styles.panels}>
                <div className={styles.panel} data-testid="panel-composition">
                  <panel.Component model={panel} />
                </div>
                <div className={styles.neighbour} data-testid="panel-neighbour">
                  <neighbour.Component model={neighbour} />
                </div>
              </div>
            </ScrollContainer>
            {url.editing && <OptionsPane panel={panel} />}
          </div>
        </main>
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({
    display: 'flex',
    flexDirection: 'column',
    height: '100vh',
    [theme.breakpoints.down('md')]: { height: 'auto', minHeight: '100vh' },
    background: theme.colors.background.canvas,
    color: theme.colors.text.primary,
  }),
  header: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1.5),
    padding: theme.spacing(0.75, 2),
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  logo: css({ width: theme.spacing(4), height: theme.spacing(4) }),
  title: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 }),
  body: css({
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    [theme.breakpoints.down('md')]: { flexDirection: 'column' },
  }),
  main: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, minHeight: 0 }),
  controls: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5, 2, 1),
  }),
  spacer: css({ flexGrow: 1 }),
  columns: css({
    display: 'flex',
    flexGrow: 1,
    minHeight: 0,
    [theme.breakpoints.down('md')]: { flexDirection: 'column' },
  }),
  panels: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), padding: theme.spacing(0, 2, 2) }),
  panel: css({ height: 'max(420px, calc(100vh - 416px))' }),
  neighbour: css({ height: theme.spacing(34) }),
});
