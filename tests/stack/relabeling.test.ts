import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { parse, stringify } from 'yaml';

import { type PrometheusServer, startPrometheus } from '../../lab/prometheus';
import { names } from '../../rules/names';

const mib = 2 ** 20;
const labels = [
  'id="/system.slice/docker-0123abcd.scope"',
  'image="go-memory-upgraded"',
  'name="go-memory-upgraded-1"',
  'container_label_com_docker_compose_project="go-memory"',
  'container_label_com_docker_compose_service="upgraded"',
  'container_label_maintainer="someone"',
].join();

/** As cAdvisor reports 300 MiB of which 180 MiB are lazily freed. */
const cadvisor = `container_memory_usage_bytes{${labels}} ${300 * mib}
container_memory_working_set_bytes{${labels}} ${110 * mib}
container_memory_rss{${labels}} ${290 * mib}
container_memory_cache{${labels}} ${10 * mib}
container_start_time_seconds{${labels}} 1700000000
container_spec_memory_limit_bytes{${labels}} ${768 * mib}
container_network_receive_bytes_total{${labels}} 1
`;
const go = `go_info{version="go1.12.17"} 1
go_memstats_sys_bytes ${420 * mib}
go_memstats_heap_released_bytes ${310 * mib}
go_memstats_heap_alloc_bytes ${70 * mib}
process_start_time_seconds 1700000000
`;

describe('Prometheus of the stack', () => {
  let folder = '';
  let prometheus: PrometheusServer;
  let exporters: Server[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gomem-stack-'));
    exporters = [cadvisor, go].map((text) => createServer((_, response) => response.end(text)).listen(0, '127.0.0.1'));
    const addresses = await Promise.all(
      exporters.map(async (server) => {
        await once(server, 'listening');
        const address = server.address();
        return typeof address === 'object' ? `127.0.0.1:${address?.port}` : '';
      })
    );
    const rules = await readFile('rules/recording.yml', 'utf8');
    await writeFile(path.join(folder, 'recording.yml'), rules.replace(/interval: \w+/g, 'interval: 1s'));
    prometheus = await startPrometheus({ folder, config: await quickConfig(addresses) });
  });
  after(async () => {
    await prometheus?.stop();
    exporters.forEach((server) => server.close());
    await rm(folder, { recursive: true, force: true });
  });

  /** The committed configuration, every second, on these exporters in place of the containers. */
  async function quickConfig([container = '', service = '']: string[]): Promise<string> {
    const config = parse(await readFile('provisioning/prometheus/prometheus.yml', 'utf8'));
    for (const job of config.scrape_configs) {
      if (job.dns_sd_configs) {
        delete job.dns_sd_configs;
        job.static_configs = [{ targets: [service], labels: { __meta_dns_name: 'upgraded' } }];
      } else if (job.job_name === 'cadvisor') {
        job.static_configs = [{ targets: [container] }];
      }
    }
    const jobs = config.scrape_configs.filter((job: { job_name: string }) =>
      ['cadvisor', 'services'].includes(job.job_name)
    );
    return stringify({
      global: { scrape_interval: '1s', evaluation_interval: '1s' },
      rule_files: [path.join(folder, 'recording.yml')],
      scrape_configs: jobs,
    });
  }

  async function query(expr: string): Promise<Array<{ metric: Record<string, string>; value: [number, string] }>> {
    const answer = await fetch(`${prometheus.url}/api/v1/query?${new URLSearchParams({ query: expr })}`);
    return (await answer.json()).data.result;
  }

  async function eventually(expr: string) {
    for (let attempt = 0; attempt < 100; attempt++) {
      const found = await query(expr);
      if (found.length > 0) {
        return found;
      }
      await sleep(200);
    }
    throw new Error(`nothing for ${expr}`);
  }

  it('gives cAdvisor and the services the same labels, so that the rules find both', async () => {
    const [found, ...others] = await eventually(names.lazilyFreed);
    assert.deepEqual(others, []);
    assert.equal(Number(found?.value[1]), 180 * mib);
    const { namespace, pod, container } = found?.metric ?? {};
    assert.deepEqual([namespace, pod, container], ['go-memory', 'go-memory-upgraded-1', 'upgraded']);
    const [version] = await eventually(names.goVersion);
    assert.equal(version?.metric.version, 'go1.12.17');
  });

  it('keeps no other labels of containers, and no series that nobody reads', async () => {
    const [usage] = await eventually('container_memory_usage_bytes');
    assert.deepEqual(
      Object.keys(usage?.metric ?? {}).filter((label) => label.startsWith('container_label')),
      []
    );
    assert.deepEqual(await query('container_network_receive_bytes_total'), []);
  });

  it('names the service, not its address, as the instance', async () => {
    const [info] = await eventually('go_info');
    assert.equal(info?.metric.instance, 'upgraded:8080');
  });
});
