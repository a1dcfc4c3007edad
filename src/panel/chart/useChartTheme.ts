import { createTheme, type GrafanaTheme2 } from '@grafana/data';
import { useTheme2 } from '@grafana/ui';
import { useMemo, useSyncExternalStore } from 'react';

const media = (query: string): MediaQueryList | null =>
  typeof window.matchMedia === 'function' ? window.matchMedia(query) : null;
/** Colours that the user's system forces on pages; the browser leaves a canvas alone. */
const forced = media('(forced-colors: active)');
const dark = media('(prefers-color-scheme: dark)');

function subscribe(notify: () => void): () => void {
  const lists = [forced, dark].filter((list) => list !== null);
  lists.forEach((list) => list.addEventListener('change', notify));
  return () => lists.forEach((list) => list.removeEventListener('change', notify));
}

const stateOf = () => (!forced?.matches ? 'own' : dark?.matches ? 'dark' : 'light');

/**
 * The theme in which the chart draws: that of the page, or, where the system forces its colours on the page, Grafana's
 * light or dark one, whichever the text around the chart is like.
 */
export function useChartTheme(): GrafanaTheme2 {
  const theme = useTheme2();
  const state = useSyncExternalStore(subscribe, stateOf);
  return useMemo(() => (state === 'own' ? theme : createTheme({ colors: { mode: state } })), [theme, state]);
}
