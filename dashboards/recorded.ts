import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { DashboardBuilder, type Dashboard, PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/testdata';

import { namesOfQuery, type QueryName } from '../src/metrics/queries';
import pluginJson from '../src/plugin.json';
import { grid } from './panels';

const recording = 'up-111-115-store';
/** Grafana's own source of made-up data, which is part of it. */
const recordedSource = { type: 'grafana-testdata-datasource', uid: 'gomem-recorded' };
/** Every other sample, 4 s apart: enough for the verdict at half the size. */
const every = 2;

interface Series {
  metric: Record<string, string>;
  values: Array<[number, string]>;
}

function seriesOf(query: QueryName): Series[] {
  const file = path.join(__dirname, '..', 'recordings', recording, `${query}.json.gz`);
  const answers: Record<string, { data: { result: Series[] } }> = JSON.parse(gunzipSync(readFileSync(file)).toString());
  const wanted = new Set(namesOfQuery(query));
  return Object.values(answers)
    .flatMap(({ data }) => data.result)
    .filter(({ metric }) => wanted.has(metric.__name__ ?? ''));
}

/** A series as Grafana's Prometheus data source hands it to panels. */
const frameOf =
  (start: number) =>
  ({ metric, values }: Series) => {
    const kept = values.filter(([time]) => (time - start) % (2 * every) === 0);
    return {
      schema: {
        name: metric.__name__,
        fields: [
          { name: 'Time', type: 'time', config: { interval: 2000 * every }, labels: {} },
          { name: 'Value', type: 'number', config: {}, labels: metric },
        ],
      },
      data: { values: [kept.map(([time]) => time * 1000), kept.map(([, value]) => Number(value))] },
    };
  };

/** Frames of the recorded incident, by query; and its span, ms. */
export function recordedFrames() {
  const [container, go] = [seriesOf('container'), seriesOf('go')];
  const times = container.flatMap(({ values }) => values.map(([time]) => time));
  const [start, end] = [Math.min(...times), Math.max(...times)];
  return { container: container.map(frameOf(start)), go: go.map(frameOf(start)), from: start * 1000, to: end * 1000 };
}

/** An incident to look at in a Grafana that has no metrics yet. */
export function recorded(): Dashboard {
  const { container, go, from, to } = recordedFrames();
  const query = (refId: string, frames: unknown) =>
    new DataqueryBuilder()
      .refId(refId)
      .datasource(recordedSource)
      .scenarioId('raw_frame')
      .rawFrameContent(JSON.stringify(frames));
  const panel = new PanelBuilder()
    .type(pluginJson.id)
    .title('A Go upgrade from 1.11 to 1.15')
    .description(
      'A store was upgraded in place. Usage and rss soar while the Go heap is small: a leak, people thought.'
    )
    .datasource(recordedSource)
    .gridPos(grid(0, 0, 24, 16))
    .targets([query('A', container), query('B', go)])
    .options({ diagnosis: { pace: 'compressed' } });
  return new DashboardBuilder('Go memory: a recorded incident')
    .uid('gomem-recorded')
    .description('Recorded data, so that there is something to see without any metrics.')
    .tags(['go-memory'])
    .time({ from: new Date(from).toISOString(), to: new Date(to).toISOString() })
    .withPanel(panel)
    .build();
}
