import { execFileSync } from 'node:child_process';

import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { defaultOptions } from '../panelOptions';
import { pprofCommands } from './pprof';
import { profileLink, profileOf, profileSelector, profileSpan } from './profiles';

const { profiles } = defaultOptions;
const made = composition({
  layers: { 'heap-objects': [1, 2, 3, 4, 5, 6] },
  instances: [
    { start: 0, end: 2 },
    { start: 2, end: 6 },
  ],
});
const withLabels = (labels: Record<string, string>) => ({ ...made.workload, labels });

describe('profileSelector', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'Kubernetes',
      { namespace: 'shop', pod: 'web-0', container: 'web' },
      '{namespace="shop", pod="web-0", container="web"}',
    ],
    ['other names', { 'k8s.namespace.name': 'a', exported_pod: 'b' }, '{namespace="a", pod="b"}'],
    ['a scrape target', { job: 'api', instance: 'host:80' }, '{service_name="api"}'],
    ['a service of Compose', { container_label_com_docker_compose_service: 'api' }, '{service_name="api"}'],
    ['quotes', { pod: 'a"b\\' }, '{pod="a\\"b\\\\"}'],
  ])('of %s', (_, labels, expected) => expect(profileSelector(withLabels(labels), profiles)).toBe(expected));

  it('uses the names of the options, and leaves out what profiles do not have', () =>
    expect(
      profileSelector(withLabels({ namespace: 'shop', pod: 'web-0' }), { ...profiles, namespace: 'ns', pod: '' })
    ).toBe('{ns="shop"}'));
});

describe('profileLink', () => {
  it('opens the profile over the time of the finding', () => {
    const grown = finding({ id: 'stack-growth', from: start + step, to: start + 3 * step });
    const href = profileLink(
      { finding: grown, kind: 'goroutine', composition: made },
      { type: 'x', uid: 'p' },
      profiles
    );
    const [pane] = Object.values(JSON.parse(new URL(href, 'http://localhost').searchParams.get('panes') ?? '{}'));
    expect(pane).toEqual({
      datasource: 'p',
      queries: [
        {
          refId: 'A',
          datasource: { type: 'x', uid: 'p' },
          queryType: 'both',
          profileTypeId: 'goroutine:goroutine:count:goroutine:count',
          labelSelector: '{namespace="shop", pod="shop/web-0/web", container="web"}',
          groupBy: [],
        },
      ],
      range: { from: String(start + step), to: String(start + 3 * step) },
    });
  });

  it('opens the life that a kill ended', () => {
    const at = start + 4 * step;
    expect(profileSpan(finding({ id: 'oom-killed', from: at, to: at }), made)).toEqual({
      from: start + 2 * step,
      to: at,
    });
  });
});

it.each([
  ['heap-growth', 'heap'],
  ['stack-growth', 'goroutine'],
  ['lazily-freed', null],
] as const)('profileOf(%s) is %s', (id, expected) => expect(profileOf({ id })).toBe(expected));

describe('pprofCommands', () => {
  /** What a shell would run, `go` being a function that prints its arguments. */
  const run = (commands: string): string[] =>
    execFileSync('sh', ['-euc', `go() { printf '%s|' go "$@"; echo; }\n${commands}`], { encoding: 'utf8' })
      .trim()
      .split('\n');

  it('take a heap profile, and compare a later one with it', () =>
    expect(run(pprofCommands('heap', 'shop/web-0/web'))).toEqual([
      'go|tool|pprof|-proto|-output|heap-base.pb.gz|http://localhost:6060/debug/pprof/heap?gc=1|',
      'go|tool|pprof|-inuse_space|-diff_base|heap-base.pb.gz|http://localhost:6060/debug/pprof/heap?gc=1|',
    ]));

  it('do the same for goroutines', () =>
    expect(run(pprofCommands('goroutine', 'web'))[1]).toBe(
      'go|tool|pprof|-diff_base|goroutine-base.pb.gz|http://localhost:6060/debug/pprof/goroutine|'
    ));

  it.each(['a\necho x', "a'; echo x", 'a\u2028echo x', '$(echo x)', '`echo x`', 'a\r\necho x\\'])(
    'run nothing that the name %j says',
    (name) => expect(run(pprofCommands('heap', name))).toHaveLength(2)
  );
});
