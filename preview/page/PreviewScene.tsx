import { DashboardCursorSync } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import {
  QueryVariable,
  SceneDataLayerSet,
  type SceneComponentProps,
  SceneObjectBase,
  type SceneObjectState,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
  behaviors,
  sceneUtils,
} from '@grafana/scenes';
import React, { type ReactNode, createContext, useContext } from 'react';

import type { StoredOptions } from '../../src/panel/panelOptions';
import { AnnotationStore } from '../data/AnnotationStore';
import { liveDataSource } from '../data/LiveDataSource';
import { type Recording } from '../data/recordings';
import { neighbourPluginId } from '../neighbour/plugin';
import { type PageQueries, liveQueries, recordedQueries } from './queries';
import { type SceneParams } from './urlState';

export const pluginId = 'gomem-composition-panel';

interface PreviewSceneState extends SceneObjectState {
  variables?: VariableValueSelectors;
  timePicker: SceneTimePicker;
  refreshPicker: SceneRefreshPicker;
  panel: VizPanel;
  neighbour: VizPanel;
}

const syncModes: Record<SceneParams['sync'], DashboardCursorSync> = {
  off: DashboardCursorSync.Off,
  crosshair: DashboardCursorSync.Crosshair,
  tooltip: DashboardCursorSync.Tooltip,
};

/** How the page draws the scene; Grafana's scenes call a component with nothing but the scene. */
export const SceneView = createContext<(scene: PreviewScene) => ReactNode>(() => null);

export class PreviewScene extends SceneObjectBase<PreviewSceneState> {
  static Component = function PreviewSceneRenderer({ model }: SceneComponentProps<PreviewScene>) {
    return <>{useContext(SceneView)(model)}</>;
  };
}

/** The page for one recording, or for a live Prometheus where `recording` is null. */
export function createScene(recording: Recording | null, url: SceneParams): PreviewScene {
  const queries = recording ? recordedQueries(recording, url) : liveQueries(url);
  const annotations = new AnnotationStore(url.annotations);
  const scene = new PreviewScene({
    $timeRange: recording
      ? new SceneTimeRange({ from: new Date(recording.from).toISOString(), to: new Date(recording.to).toISOString() })
      : new SceneTimeRange({ from: 'now-1h', to: 'now' }),
    $variables: recording ? undefined : liveVariables(),
    $behaviors: [new behaviors.CursorSync({ key: 'crosshair', sync: syncModes[url.sync] })],
    $data: new SceneDataLayerSet({ layers: [annotations] }),
    variables: recording ? undefined : new VariableValueSelectors({}),
    timePicker: new SceneTimePicker({ isOnCanvas: true }),
    refreshPicker: new SceneRefreshPicker({ isOnCanvas: true, withText: false }),
    panel: compositionPanel(queries, url, annotations, recording),
    neighbour: neighbourPanel(queries),
  });
  // Before anything asks for data, so that the first query is already for the time range of the link.
  sceneUtils.syncStateFromSearchParams(scene, locationService.getSearch());
  return scene;
}

function compositionPanel(
  queries: PageQueries,
  url: SceneParams,
  annotations: AnnotationStore,
  recording: Recording | null
) {
  return new VizPanel({
    key: 'panel-1',
    pluginId,
    title: 'Go memory composition',
    description: recording?.story,
    options: { ...defaultOptions(recording), ...url.options },
    fieldConfig: { defaults: {}, overrides: [], ...url.fieldConfig },
    $data: new SceneQueryRunner({ datasource: queries.datasource, queries: queries.panel }),
    extendPanelContext: (_panel, context) => {
      context.canAddAnnotations = () => true;
      context.onAnnotationCreate = (event) => annotations.add(event);
      context.canEditAnnotations = context.canDeleteAnnotations = () => true;
      context.onAnnotationUpdate = (event) => annotations.update(event);
      context.onAnnotationDelete = (id) => annotations.remove(id);
    },
  });
}

function neighbourPanel(queries: PageQueries) {
  return new VizPanel({
    key: 'panel-2',
    pluginId: neighbourPluginId,
    title: 'The same memory in plain time series',
    $data: new SceneQueryRunner({ datasource: queries.datasource, queries: queries.neighbour }),
  });
}

function liveVariables() {
  const variable = (name: string, selector: string) =>
    new QueryVariable({
      name,
      label: name[0]?.toUpperCase() + name.slice(1),
      datasource: liveDataSource,
      query: `label_values(container_memory_usage_bytes{${selector}}, ${name})`,
      includeAll: true,
      isMulti: true,
      defaultToAll: true,
      allValue: '.*',
    });
  return new SceneVariableSet({
    variables: [variable('namespace', 'namespace!=""'), variable('pod', 'namespace=~"$namespace"')],
  });
}

/** As a new panel has it; without a view, options count as saved before there was one. */
const asNew: StoredOptions = { view: { mode: 'auto' } };
const compressed: StoredOptions = { ...asNew, diagnosis: { pace: 'compressed' } };

/** The recordings are incidents pressed into minutes, but for those made at production cadence. */
function defaultOptions(recording: Recording | null): StoredOptions {
  return recording && recording.stepSeconds < 15 ? compressed : asNew;
}
