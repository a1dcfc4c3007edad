import { namesOfQuery } from '../../metrics/queries';
import { discover, selectorOfSupply, type Ask } from './discover';
import { panelJson } from './panelJson';

/** A data source with these series: name to labels that it has; of names it tells only the first of the alphabet. */
const sourceOf =
  (series: Record<string, readonly string[]>, most = Infinity): Ask =>
  async (query) => {
    const names = /^metrics\((.*)\)$/.exec(query);
    if (names) {
      return Object.keys(series)
        .filter((name) => new RegExp(names[1]).test(name))
        .sort()
        .slice(0, most);
    }
    const counted = /^query_result\(count by \(__name__\) \(\{__name__=~"(.*)"\}\)\)$/.exec(query);
    if (counted) {
      return Object.keys(series)
        .filter((name) => new RegExp(`^(?:${counted[1]})$`).test(name))
        .map((name) => `${name}{} 12 1795985640000`);
    }
    const [, name = '', label = ''] = /^label_values\((\w+), (\w+)\)$/.exec(query) ?? [];
    return series[name]?.includes(label) ? ['a', 'b'] : [];
  };

const kubernetes = ['namespace', 'pod', 'container'];

describe('discover', () => {
  it('says which recommended series there are, and by which labels', async () => {
    const { container, go } = await discover(
      sourceOf({
        container_memory_working_set_bytes: kubernetes,
        container_memory_rss: kubernetes,
        up: ['job'],
        go_memstats_sys_bytes: ['kubernetes_namespace', 'kubernetes_pod_name'],
      })
    );
    expect(container.found).toEqual(['container_memory_working_set_bytes', 'container_memory_rss']);
    expect(container.lacking).toHaveLength(namesOfQuery('container').length - 2);
    expect(container.labels).toEqual({ namespace: 'namespace', pod: 'pod' });
    expect(go.labels).toEqual({ namespace: 'kubernetes_namespace', pod: 'kubernetes_pod_name' });
  });

  it('finds names that a list of the first series leaves out', async () => {
    const found = { container_memory_rss: kubernetes, go_info: kubernetes };
    const others = { container_cpu_usage_seconds_total: kubernetes, container_fs_reads_total: kubernetes };
    const { container, go } = await discover(sourceOf({ ...others, ...found }, 1));
    expect([...container.found, ...go.found]).toEqual(['container_memory_rss', 'go_info']);
    expect(go.labels).toEqual({ namespace: 'namespace', pod: 'pod' });
  });

  it('finds nothing where there is nothing, and asks for no labels then', async () => {
    const asked: string[] = [];
    const { container, go } = await discover(async (query) => {
      asked.push(query);
      return [];
    });
    expect([...container.found, ...go.found]).toEqual([]);
    expect(asked.filter((query) => query.startsWith('label_values'))).toEqual([]);
  });

  it('hands on that the data source does not answer', async () => {
    await expect(discover(() => Promise.reject(new Error('no route to host')))).rejects.toThrow('no route to host');
  });
});

describe('selectorOfSupply', () => {
  const supply = { found: [], lacking: [], labels: { namespace: 'exported_namespace', pod: 'exported_pod' } };

  it.each<[string, readonly string[], string]>([
    ['by variables', ['namespace', 'pod'], 'exported_namespace=~"$namespace", exported_pod=~"$pod"'],
    ['by the labels being there', [], 'exported_namespace!="", exported_pod!=""'],
  ])('chooses %s', (_, variables, expected) => {
    expect(selectorOfSupply(supply, (name) => variables.includes(name))).toBe(expected);
  });

  it('chooses what every scraped series has where no label is known', () => {
    expect(selectorOfSupply({ ...supply, labels: { namespace: null, pod: null } }, () => true)).toBe('job!=""');
  });
});

describe('panelJson', () => {
  it('is a panel with both queries on the data source', () => {
    const ref = { type: 'prometheus', uid: 'p' };
    const panel = JSON.parse(panelJson(ref, { container: 'pod!=""', go: 'job="a"' }));
    expect(panel).toMatchObject({ type: 'gomem-composition-panel', datasource: ref });
    expect(panel.targets.map(({ expr }: { expr: string }) => expr.split('}')[0].split(', ').at(-1))).toEqual([
      'pod!=""',
      'job="a"',
    ]);
  });
});
