import { type AnnotationEventUIModel, DataTopic, LoadingState, arrayToDataFrame } from '@grafana/data';
import { SceneDataLayerBase, type SceneDataLayerProviderState, sceneGraph } from '@grafana/scenes';

interface AnnotationRow {
  id: string;
  time: number;
  timeEnd: number;
  isRegion: boolean;
  tags: string[];
  text: string;
  color: string;
}

interface AnnotationStoreState extends SceneDataLayerProviderState {
  rows: AnnotationRow[];
}

/** Annotations as a link gives them: `{time, timeEnd?, text?, tags?, color?}`, times in ms. */
function readRow(value: unknown, index: number): AnnotationRow[] {
  const given: Partial<AnnotationRow> = typeof value === 'object' && value !== null ? value : {};
  const { time, timeEnd = time, text = '', tags = [], color = 'red' } = given;
  return time === undefined || timeEnd === undefined
    ? []
    : [{ id: `link-${index}`, time, timeEnd, isRegion: timeEnd > time, tags, text, color }];
}

/** Keeps the annotations that panels write, for as long as the page lives, and shows them on every panel. */
export class AnnotationStore extends SceneDataLayerBase<AnnotationStoreState> {
  topic = DataTopic.Annotations;

  constructor(given: unknown[] = []) {
    super({ name: 'Annotations of this page', isEnabled: true, rows: given.flatMap(readRow) });
  }

  add({ from, to, tags = [], description = '' }: AnnotationEventUIModel) {
    const id = String(this.state.rows.length + 1);
    const row = { id, time: from, timeEnd: to, isRegion: to > from, tags, text: description, color: 'blue' };
    this.setState({ rows: [...this.state.rows, row] });
    this.runLayer();
  }

  update({ id: changed, tags = [], description = '' }: AnnotationEventUIModel) {
    const rows = this.state.rows.map((row) => (row.id === changed ? { ...row, tags, text: description } : row));
    this.setState({ rows });
    this.runLayer();
  }

  remove(id: string) {
    this.setState({ rows: this.state.rows.filter((row) => row.id !== id) });
    this.runLayer();
  }

  onEnable() {
    this.runLayer();
  }

  onDisable() {}

  runLayer() {
    const frame = arrayToDataFrame(this.state.rows);
    frame.meta = { ...frame.meta, dataTopic: DataTopic.Annotations };
    this.publishResults({
      state: LoadingState.Done,
      series: this.state.rows.length > 0 ? [frame] : [],
      timeRange: sceneGraph.getTimeRange(this).state.value,
    });
  }
}
