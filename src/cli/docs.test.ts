import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureAccuracy } from '../accuracy/table';
import { findingCatalogue } from '../diagnosis/catalogue';
import { findingRules } from '../diagnosis/diagnose';
import { messages } from '../diagnosis/messages';
import { recommendedQueries } from '../metrics/queries';
import pluginJson from '../plugin.json';
import { documents } from './docs';

const root = join(__dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('generated documents', () => {
  it.each(documents(measureAccuracy(), read))('$path is up to date (npm run docs)', ({ path, content }) => {
    expect(read(path)).toBe(content);
  });
});

describe('the catalogue of findings', () => {
  it('describes exactly the findings there are', () => {
    expect(findingCatalogue.map(({ id }) => id).sort()).toEqual(findingRules.map(({ id }) => id).sort());
  });

  it.each(findingRules.map(({ id }) => id))('%s has a headline, a refutation and advice', (id) => {
    for (const key of ['headline', 'refuted', 'advice']) {
      expect(Object.keys(messages).some((name) => name.startsWith(`${id}.${key}`))).toBe(true);
    }
  });

  it('leaves no message without finding', () => {
    const known = new Set(['growth', 'release', ...findingRules.map(({ id }) => id as string)]);
    expect(Object.keys(messages).filter((name) => !known.has(name.split('.')[0]))).toEqual([]);
  });
});

describe('the provisioned dashboard', () => {
  const dashboard = JSON.parse(read('provisioning/dashboards/go-memory-composition.json'));

  it('shows this panel with the recommended queries', () => {
    const [panel] = dashboard.panels;
    const queries = recommendedQueries('namespace="$namespace", pod=~"$pod"');
    expect(panel.type).toBe(pluginJson.id);
    expect(panel.targets.map(({ expr }: { expr: string }) => expr)).toEqual([queries.container, queries.go]);
  });

  it('uses only variables that it has', () => {
    const known = dashboard.templating.list.map(({ name }: { name: string }) => name);
    const used = [...JSON.stringify(dashboard).matchAll(/\$\{?([a-z]+)\b/g)].map(([, name]) => name);
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
  });
});
