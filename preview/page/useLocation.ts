import { locationService } from '@grafana/runtime';
import { type SceneObject, UrlSyncManager } from '@grafana/scenes';
import { useEffect, useState, useSyncExternalStore } from 'react';

const history = locationService.getHistory();

export function useSearch(): string {
  return useSyncExternalStore(
    (changed) => history.listen(changed),
    () => history.location.search
  );
}

/** Keeps the scene's time range, refresh interval and variables in the URL. Tells when the scene has taken over the URL's. */
export function useSceneInUrl(scene: SceneObject): boolean {
  const [synced, setSynced] = useState<SceneObject | null>(null);
  useEffect(() => {
    const manager = new UrlSyncManager({ createBrowserHistorySteps: true });
    manager.initSync(scene);
    setSynced(scene);
    const stop = history.listen((location) => manager.handleNewLocation(location));
    return () => {
      stop();
      manager.cleanUp(scene);
    };
  }, [scene]);
  return synced === scene;
}
