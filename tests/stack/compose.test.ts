import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';

import { type Service, dockerfileOf, resolved, written } from './composeFile';
/** https://github.com/compose-spec/compose-go/blob/v2.16.2/schema/compose-spec.json (Apache-2.0) */
import composeSchema from './compose-spec.json';

interface ScrapeJob {
  job_name: string;
  static_configs?: Array<{ targets: string[]; labels?: Record<string, string> }>;
  dns_sd_configs?: Array<{ names: string[]; type: string; port: number }>;
}

const { name: project, services } = resolved();
const samples = Object.entries(services).filter(([, { build }]) => build?.context === './sample-service');
const scrapes: ScrapeJob[] = parse(readFileSync('provisioning/prometheus/prometheus.yml', 'utf8')).scrape_configs;
const mib = (size = '0m') => Number(/^(\d+)[mg]$/.exec(size)?.[1]) * (size.endsWith('g') ? 1024 : 1);
const sources = (service: Service) => (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');

function serviceOf(name: string): Service {
  const service = services[name];
  assert.ok(service, `there is no service ${name}`);
  return service;
}

describe('docker-compose.yml', () => {
  it('follows the schema of the Compose specification', () => {
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(composeSchema);
    assert.ok(validate(written()), JSON.stringify(validate.errors));
    assert.ok(validate({ ...written(), services: { broken: { image: 1 } } }) === false, 'the schema refuses nothing');
  });

  it('pins every image', () => {
    for (const [name, service] of Object.entries(services)) {
      const args = service.build?.args ?? {};
      const text = dockerfileOf(service);
      const defaults = Object.fromEntries(
        [...text.matchAll(/^ARG (\w+)=(\S+)$/gm)].map(([, arg, value]) => [arg, value])
      );
      const images = service.image
        ? [service.image]
        : [...text.matchAll(/^FROM (\S+)/gm)].map(([, image = '']) =>
            image.replace(/\$\{(\w+)\}/g, (_, arg: string) => {
              const value = args[arg] ?? defaults[arg] ?? '';
              return value.replace(/^\$\{\w+:-(.+)\}$/, '$1');
            })
          );
      assert.ok(images.length > 0, name);
      for (const image of images) {
        assert.match(image, /:v?\d+\.\d+\.\d+(-[\w.-]+)?$/, `${name}: ${image}`);
      }
    }
  });

  it('mounts what exists', () => {
    for (const [name, service] of Object.entries(services)) {
      for (const source of sources(service).filter((path) => !path.startsWith('/'))) {
        // The service plugin makes it.
        assert.ok(source === 'dist' || existsSync(source), `${name} mounts ${source}`);
      }
    }
    assert.equal(serviceOf('grafana').depends_on?.plugin?.condition, 'service_completed_successfully');
  });

  it('listens on loopback only', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? []);
    assert.deepEqual(ports, ['127.0.0.1:3000:3000', '127.0.0.1:9090:9090']);
  });

  it('bounds every service, and says the sums', () => {
    const text = readFileSync('docker-compose.yml', 'utf8');
    for (const [profile, command] of [
      [undefined, 'docker compose up'],
      ['all', 'docker compose --profile all up'],
    ] as const) {
      const running = Object.entries(services).filter(
        ([name, { profiles }]) => name !== 'plugin' && (!profiles || (profile && profiles.includes(profile)))
      );
      for (const [name, service] of running) {
        assert.ok(service.cpus && service.mem_limit, `${name} is not bounded`);
      }
      const cpus = running.reduce((sum, [, service]) => sum + (service.cpus ?? 0), 0);
      const gib = running.reduce((sum, [, service]) => sum + mib(service.mem_limit), 0) / 1024;
      assert.match(text, new RegExp(`# +${command} .*; at most ${cpus} CPUs and ${gib} GiB`));
    }
  });

  it('checks the health of whatever goes on', () => {
    for (const [name, service] of Object.entries(services).filter(([name]) => name !== 'plugin')) {
      assert.ok(service.healthcheck ?? /^HEALTHCHECK /m.test(dockerfileOf(service)), name);
    }
  });

  it('has the services that Prometheus scrapes, on their ports', () => {
    const targets = scrapes.flatMap(({ static_configs }) => static_configs ?? []).flatMap(({ targets }) => targets);
    assert.deepEqual(targets, ['cadvisor:8080', 'localhost:9090', 'grafana:3000']);
    targets.forEach((target) => serviceOf(target.replace('localhost', 'prometheus').replace(/:\d+$/, '')));
    const [found] = scrapes.flatMap(({ dns_sd_configs }) => dns_sd_configs ?? []);
    assert.deepEqual(found?.names.slice().sort(), samples.map(([name]) => name).sort());
    for (const [, service] of samples) {
      assert.match(dockerfileOf(service), new RegExp(`ENV LISTEN=:${found?.port}\\b[^]*EXPOSE ${found?.port}\\b`));
    }
  });

  it('gives Go series the labels that cAdvisor gets from Compose', () => {
    for (const { static_configs } of scrapes) {
      for (const { labels } of static_configs ?? []) {
        if (labels) {
          const container = labels.container ?? '';
          const pod = serviceOf(container).container_name ?? `${project}-${container}-1`;
          assert.deepEqual(labels, { namespace: project, pod, container });
        }
      }
    }
  });

  it('lets Grafana reach Prometheus, and shows a dashboard that is provisioned', () => {
    const { datasources }: { datasources: Array<{ type: string; url?: string }> } = parse(
      readFileSync('provisioning/datasources/datasources.yml', 'utf8')
    );
    assert.equal(datasources.find(({ type }) => type === 'prometheus')?.url, '$PROMETHEUS_URL');
    assert.equal(serviceOf('grafana').environment?.PROMETHEUS_URL, 'http://prometheus:9090');
    assert.equal(serviceOf('grafana').environment?.GF_PATHS_PROVISIONING, '/etc/grafana/provisioning');
    const home = String(serviceOf('grafana').environment?.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH);
    assert.ok(serviceOf('grafana').volumes?.includes('provisioning:/etc/grafana/provisioning'));
    assert.ok(existsSync(home.replace('/etc/grafana/', '')), home);
  });

  it('mounts the rules where Prometheus reads them', () => {
    const { rule_files }: { rule_files: string[] } = parse(
      readFileSync('provisioning/prometheus/prometheus.yml', 'utf8')
    );
    assert.deepEqual(rule_files, ['/rules/recording.yml', '/rules/alerts.yml']);
    assert.ok(serviceOf('prometheus').volumes?.includes('./rules:/rules:ro'));
    execFileSync(process.env.PROMTOOL_PATH ?? 'promtool', [
      'check',
      'config',
      '--syntax-only',
      'provisioning/prometheus/prometheus.yml',
    ]);
  });
});

describe('the sample services', () => {
  const go = ['main', 'load', 'env'].map((file) => readFileSync(`sample-service/${file}.go`, 'utf8')).join('\n');

  it('understand the environment that they are given', () => {
    const known = [...go.matchAll(/env(?:Int|Duration)?\("(\w+)"/g)].map(([, name]) => name);
    const loads = [...go.matchAll(/^\t"(\w+)": +\w+,$/gm)].map(([, name]) => name);
    for (const [name, { environment = {} }] of samples) {
      assert.deepEqual(
        Object.keys(environment).filter((key) => !known.includes(key)),
        [],
        name
      );
      const unknown = String(environment.LOAD)
        .split(',')
        .filter((load) => !loads.includes(load));
      assert.deepEqual(unknown, [], name);
    }
  });

  it('have pinned modules for their Go versions', () => {
    const versions = samples.flatMap(([, { build }]) => build?.args?.GO_VERSION ?? []);
    assert.deepEqual([...new Set(versions.map((version) => version.replace(/\.\d+$/, '')))].sort(), [
      '1.11',
      '1.12',
      '1.15',
      '1.16',
      '1.24',
      '1.27',
    ]);
    for (const version of versions) {
      const folder = execFileSync('sh', ['module-for.sh', version], { cwd: 'sample-service', encoding: 'utf8' }).trim();
      assert.ok(existsSync(path.join('sample-service', folder, 'go.sum')), version);
      const least = /^go (\d+)\.(\d+)/m.exec(readFileSync(path.join('sample-service', folder, 'go.mod'), 'utf8'));
      const [, minor = NaN] = version.split('.').map(Number);
      assert.ok(Number(least?.[2]) <= minor, `Go ${version} does not read ${folder}/go.mod`);
    }
  });

  it('are upgraded in the order of the incident', () => {
    const text = dockerfileOf(serviceOf('upgraded'));
    assert.deepEqual(
      [...text.matchAll(/^COPY --from=(\S+) \/service \/services\/(\d)-/gm)].map(([, from, place]) => [from, place]),
      [
        ['go1.11', '1'],
        ['go1.12', '2'],
        ['go1.16', '3'],
      ]
    );
    assert.match(text, /UPGRADE_EVERY=180/);
  });
});
