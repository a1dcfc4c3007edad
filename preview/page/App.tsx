import { ThemeContext } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React, { useEffect, useMemo } from 'react';

import { type Recording } from '../data/recordings';
import { applyTheme } from '../runtime/setup';
import { Dashboard } from './Dashboard';
import { Gallery } from './Gallery';
import { createScene } from './PreviewScene';
import { Solo } from './Solo';
import { UnknownRecording } from './UnknownRecording';
import { readUrlState } from './urlState';
import { useSceneInUrl, useSearch } from './useLocation';

interface Props {
  recordings: Recording[];
  live: boolean;
}

/** Parameters that belong to one recording: they go when another is selected. */
const ownParams = ['from', 'to', 'options', 'fieldConfig', 'queries', 'classes'];

function hrefOf(recording: string): string {
  const params = locationService.getSearch();
  ownParams.forEach((name) => params.delete(name));
  params.set('recording', recording);
  return `/?${params}`;
}

export function App({ recordings, live }: Props) {
  const search = useSearch();
  const url = useMemo(() => readUrlState(search), [search]);
  const recording = live ? null : recordings.find(({ name }) => name === url.recording);
  const theme = useMemo(() => {
    applyTheme(url.theme);
    return config.theme2;
  }, [url.theme]);

  useEffect(() => {
    document.body.classList.toggle('theme-dark', theme.isDark);
    document.body.classList.toggle('theme-light', theme.isLight);
    document.documentElement.style.colorScheme = theme.colors.mode;
  }, [theme]);

  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      {recording === undefined ? (
        <UnknownRecording name={url.recording} />
      ) : (
        <Page recording={recording} recordings={recordings} search={search} />
      )}
      <PortalContainer />
    </ThemeContext.Provider>
  );
}

interface PageProps {
  /** Null in live mode. */
  recording: Recording | null;
  recordings: Recording[];
  search: string;
}

/** Everything in the URL that makes another scene; what the scene keeps there itself does not. */
function sceneKey(search: string): string {
  const { recording, theme, classes, queries, options, fieldConfig, minStep } = readUrlState(search);
  return JSON.stringify({ recording, theme, classes, queries, options, fieldConfig, minStep });
}

function Page({ recording, recordings, search }: PageProps) {
  const url = readUrlState(search);
  const key = sceneKey(search);
  // A panel keeps what it made of the theme's colours, so a new theme gets a new scene, as in Grafana.
  const scene = useMemo(() => createScene(recording, readUrlState(window.location.search)), [recording, key]);
  const synced = useSceneInUrl(scene);

  useEffect(() => {
    document.title = `${recording?.name ?? 'Live'} - Go Memory Composition`;
  }, [recording]);

  useEffect(() => (synced ? scene.activate() : undefined), [scene, synced]);

  if (!synced) {
    return null;
  }
  if (url.solo) {
    return <Solo key={key} scene={scene} width={url.width} height={url.height} />;
  }
  return (
    <Dashboard
      key={key}
      scene={scene}
      url={url}
      subtitle={recording ? recording.story : 'Live from Prometheus'}
      onTheme={(theme) => locationService.partial({ theme })}
      onEditing={(editing) => locationService.partial({ edit: editing ? '1' : null })}
      sidebar={
        recording && (
          <Gallery
            recordings={recordings}
            selected={recording.name}
            hrefOf={hrefOf}
            onSelect={(name) => locationService.push(hrefOf(name))}
          />
        )
      }
    />
  );
}
