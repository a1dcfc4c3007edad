import { ThemeContext } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React, { useEffect, useMemo } from 'react';

import { type Recording } from '../data/recordings';
import { applyTheme } from '../runtime/setup';
import { Dashboard } from './Dashboard';
import { Gallery } from './Gallery';
import { SceneView, createScene } from './PreviewScene';
import { Solo } from './Solo';
import { UnknownRecording } from './UnknownRecording';
import { parseSceneKey, readUrlState, sceneKey } from './urlState';
import { useSceneInUrl, useSearch } from './useLocation';

interface Props {
  recordings: Recording[];
  live: boolean;
}

/** Parameters that belong to one recording: they go when another is selected. */
const ownParams = ['from', 'to', 'options', 'fieldConfig', 'queries', 'classes', 'annotations'];

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

function Page({ recording, recordings, search }: PageProps) {
  const url = readUrlState(search);
  const key = sceneKey(url);
  // A panel keeps what it made of the theme's colours, so a new theme gets a new scene, as in Grafana.
  const scene = useMemo(() => createScene(recording, parseSceneKey(key)), [recording, key]);
  useSceneInUrl(scene);

  useEffect(() => {
    document.title = `${recording?.name ?? 'Live'} - Go Memory Composition`;
  }, [recording]);

  const view = () =>
    url.solo ? (
      <Solo scene={scene} width={url.width} height={url.height} />
    ) : (
      <Dashboard
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

  return (
    <SceneView.Provider value={view}>
      <scene.Component key={key} model={scene} />
    </SceneView.Provider>
  );
}
