/** What a link to the preview can say besides what the scene itself keeps there (from, to, refresh, variables). */
export interface UrlState {
  /** Folder name under recordings/; empty in live mode. */
  recording: string;
  theme: 'dark' | 'light';
  language: string;
  /** Only the panel, without the page around it. */
  solo: boolean;
  /** Size of the panel in solo mode, px. */
  width: number;
  height: number;
  editing: boolean;
  /** Also query `go_memory_classes_*` where a recording has them. */
  classes: boolean;
  /** Which of the two queries are sent, for looking at partial data: a list of query letters. */
  queries: string[];
  options: Record<string, unknown>;
  fieldConfig: Record<string, unknown>;
  /** How the panels of the page share the pointer. */
  sync: 'off' | 'crosshair' | 'tooltip';
  /** Annotations that the page starts with. */
  annotations: unknown[];
  /** Smallest step of live queries, as the data source's "scrape interval". */
  minStep: string;
  /** Whether the panel may link to Grafana's Explore and its alert editor, which this page does not have. */
  explore: boolean;
}

/** What makes another scene when it changes; the rest concerns the page around it, or is kept by the scene itself. */
export type SceneParams = Pick<
  UrlState,
  'recording' | 'theme' | 'classes' | 'queries' | 'options' | 'fieldConfig' | 'sync' | 'annotations' | 'minStep'
>;

export const firstRecording = 'up-111-115-store';

function parseObject(text: string | null): Record<string, unknown> {
  if (!text) {
    return {};
  }
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function parseList(text: string | null): unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function parseSync(text: string | null): UrlState['sync'] {
  return text === 'off' || text === 'tooltip' ? text : 'crosshair';
}

function parseSize(text: string | null, fallback: number): number {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? Math.min(Math.round(value), 8192) : fallback;
}

export function readUrlState(search: string): UrlState {
  const params = new URLSearchParams(search);
  return {
    recording: params.get('recording') ?? firstRecording,
    theme: params.get('theme') === 'light' ? 'light' : 'dark',
    language: params.get('lang') ?? 'en-US',
    solo: params.get('panel') === 'solo',
    width: parseSize(params.get('w'), 1200),
    height: parseSize(params.get('h'), 600),
    editing: params.get('edit') === '1',
    classes: params.get('classes') === '1',
    queries: (params.get('queries') ?? 'A,B').split(',').filter(Boolean),
    options: parseObject(params.get('options')),
    fieldConfig: parseObject(params.get('fieldConfig')),
    sync: parseSync(params.get('sync')),
    annotations: parseList(params.get('annotations')),
    minStep: params.get('minStep') ?? '15s',
    explore: params.get('explore') === '1',
  };
}

export function sceneKey(url: UrlState): string {
  const { recording, theme, classes, queries, options, fieldConfig, sync, annotations, minStep } = url;
  const params: SceneParams = { recording, theme, classes, queries, options, fieldConfig, sync, annotations, minStep };
  return JSON.stringify(params);
}

export function parseSceneKey(key: string): SceneParams {
  return JSON.parse(key);
}
