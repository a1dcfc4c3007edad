import { type AnnotationEventUIModel, DataTopic, LoadingState, arrayToDataFrame } from '@grafana/data';
import { SceneDataLayerBase, type SceneDataLayerProviderState, sceneGraph } from '@grafana/scenes';

interface AnnotationStoreState extends SceneDataLayerProviderState {
  events: AnnotationEventUIModel[];
}

/** Keeps the annotations that panels write, for as long as the page lives, and shows them on every panel. */
export class AnnotationStore extends SceneDataLayerBase<AnnotationStoreState> {
  topic = DataTopic.Annotations;

  constructor() {
    super({ name: 'Annotations of this page', isEnabled: true, events: [] });
  }

  add(event: AnnotationEventUIModel) {
    this.setState({ events: [...this.state.events, { ...event, id: String(this.state.events.length + 1) }] });
    this.runLayer();
  }

  onEnable() {
    this.runLayer();
  }

  onDisable() {}

  runLayer() {
    const frame = arrayToDataFrame(
      this.state.events.map(({ id, from, to, tags, description }) => ({
        id,
        time: from,
        timeEnd: to,
        isRegion: to > from,
        tags,
        text: description,
        color: 'blue',
      }))
    );
    frame.meta = { ...frame.meta, dataTopic: DataTopic.Annotations };
    this.publishResults({
      state: LoadingState.Done,
      series: this.state.events.length > 0 ? [frame] : [],
      timeRange: sceneGraph.getTimeRange(this).state.value,
    });
  }
}
