import { locationService } from '@grafana/runtime';
import { type SceneObject, UrlSyncManager } from '@grafana/scenes';
import { useEffect, useSyncExternalStore } from 'react';

const history = locationService.getHistory();

export function useSearch(): string {
  return useSyncExternalStore(
    (changed) => history.listen(changed),
    () => history.location.search
  );
}

/**
 * Keeps the scene's time range, refresh interval and variables in the URL, and follows the browser's back and forward.
 */
export function useSceneInUrl(scene: SceneObject) {
  useEffect(() => {
    const manager = new UrlSyncManager({ createBrowserHistorySteps: true });
    manager.initSync(scene);
    const stop = history.listen((location) => manager.handleNewLocation(location));
    return () => {
      stop();
      manager.cleanUp(scene);
    };
  }, [scene]);
}
