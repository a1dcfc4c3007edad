import { readFileSync } from 'node:fs';
import path from 'node:path';

import { Document, parse } from 'yaml';

import pluginJson from '../src/plugin.json';
import { compositionQueries, panel, grid } from './panels';

const folder = 'provisioning/examples';
const read = (file: string): string => readFileSync(path.join(__dirname, '..', file), 'utf8');

function yaml(comment: string, content: unknown): string {
  const document = new Document(content);
  document.commentBefore = ` ${comment}\n Made by \`npm run generate\`.`;
  return document.toString({ lineWidth: 0 });
}

/** The rules as the Prometheus Operator takes them. */
function prometheusRule(): string {
  const groups = ['recording', 'alerts'].flatMap((name) => {
    const { groups: own }: { groups: unknown[] } = parse(read(`rules/${name}.yml`));
    return own;
  });
  return yaml('For kube-prometheus-stack: the label is what its Prometheus selects rules by.', {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'go-memory', namespace: 'monitoring', labels: { release: 'kube-prometheus-stack' } },
    spec: { groups },
  });
}

/** The panel as an element of Grafana's library: POST it to /api/library-elements. */
const libraryPanel = (): string =>
  `${JSON.stringify(
    {
      name: 'Go memory composition',
      uid: 'gomem-composition',
      kind: 1,
      folderUid: 'go-memory',
      model: {
        ...panel({
          kind: 'composition',
          title: 'Memory composition',
          description: 'Layers that add up to what Kubernetes charges.',
          unit: 'bytes',
          at: grid(0, 0, 24, 14),
          queries: compositionQueries(),
        }).build(),
        type: pluginJson.id,
      },
    },
    null,
    2
  )}\n`;

/** Examples that are made of what the project has. */
export const exampleFiles = (): Array<{ path: string; content: string }> => [
  { path: `${folder}/prometheus-rule.yml`, content: prometheusRule() },
  { path: `${folder}/library-panel.json`, content: libraryPanel() },
];
