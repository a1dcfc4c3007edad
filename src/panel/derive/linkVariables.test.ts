import { createTheme, type InterpolateFunction, type ScopedVars } from '@grafana/data';

import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { testRegistry } from '../../../tests/fixtures/panel/registry';
import { defaultOptions } from '../panelOptions';
import { derive } from './frames';
import { applyConfig, linksAt, linksOfFinding } from './views';

/** As Grafana does: `${name.path}` of what is in scope. */
const replaceVariables: InterpolateFunction = (text, scoped: ScopedVars = {}) =>
  text.replace(/\$\{(\w+)\.([\w.]+)\}/g, (_, name: string, path: string) =>
    encodeURIComponent(
      String(
        path.split('.').reduce<unknown>((at, key) => new Map(Object.entries(Object(at))).get(key), scoped[name]?.value)
      )
    )
  );

const registry = testRegistry();
const made = composition({ layers: { 'heap-objects': [1, 2, 3, 4, 5, 6], stacks: [1, 1, 1, 1, 1, 1] } });
const heap = finding({
  id: 'heap-growth',
  severity: 'warning',
  layers: ['heap-objects'],
  from: start + 2 * step,
  to: start + 4 * step,
});

function viewsWith(url: string, findings = [finding({ id: 'insufficient-data' }), heap]) {
  return applyConfig(derive(made, defaultOptions.overlays), {
    fieldConfig: { defaults: { links: [{ title: 'To ${__finding.name}', url }], custom: {} }, overrides: [] },
    registry,
    theme: createTheme(),
    timeZone: 'utc',
    replaceVariables,
    subject: { workload: made.workload, findings },
  });
}

const hrefs = (links: Array<{ href: string }>) => links.map(({ href }) => href);

describe('variables of data links', () => {
  it('name the workload, its labels and its owner', () => {
    const { layers } = viewsWith(
      'https://x.org/${__workload.namespace}/${__workload.container}/${__workload.owner}/${__workload.labels.namespace}?n=${__workload.name}'
    );
    expect(hrefs(linksAt(layers[0], 0))).toEqual(['https://x.org/shop/web/web/shop?n=shop%2Fweb-0%2Fweb']);
  });

  it('name the finding and its span at the point that a link is of', () => {
    const { layers } = viewsWith(
      'https://x.org/?f=${__finding.id}&s=${__finding.severity}&from=${__span.from}&to=${__span.to}'
    );
    expect(hrefs(linksAt(layers[0], 3))).toEqual([
      `https://x.org/?f=heap-growth&s=warning&from=${start + 2 * step}&to=${start + 4 * step}`,
    ]);
    expect(hrefs(linksAt(layers[0], 0))).toEqual([`https://x.org/?f=&s=&from=${start}&to=${start + 5 * step}`]);
  });

  it('are of the finding that is open, once for all of its series', () => {
    const both = { ...heap, layers: ['heap-objects' as const, 'stacks' as const] };
    const links = linksOfFinding(viewsWith('https://x.org/${__finding.id}'), both);
    expect(hrefs(links)).toEqual(['https://x.org/heap-growth']);
    expect(links[0].title).toBe('To Heap%20grows');
  });

  it('are of usage where a finding speaks of no layer', () =>
    expect(hrefs(linksOfFinding(viewsWith('https://x.org/${__series.name}'), { ...heap, layers: [] }))).toEqual([
      'https://x.org/Usage',
    ]));
});
