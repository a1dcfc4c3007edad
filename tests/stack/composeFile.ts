import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse, type ScalarTag, type CollectionTag } from 'yaml';

/** A service of docker-compose.yml, as far as the tests look at it. */
export interface Service {
  image?: string;
  build?: { context: string; dockerfile?: string; args?: Record<string, string> };
  command?: string[];
  container_name?: string;
  cpus?: number;
  depends_on?: Record<string, { condition: string }>;
  environment?: Record<string, string | number>;
  extends?: { file: string; service: string };
  healthcheck?: { test: string[] };
  mem_limit?: string;
  ports?: string[];
  profiles?: string[];
  volumes?: string[];
}

export interface ComposeFile {
  name: string;
  services: Record<string, Service>;
}

/** What replaces the value of the file that is extended, in place of being added to it. */
const override: CollectionTag | ScalarTag = {
  tag: '!override',
  collection: 'seq',
  resolve: (node: unknown) => node,
} as CollectionTag;

const read = (file: string): ComposeFile => parse(readFileSync(file, 'utf8'), { merge: true, customTags: [override] });

/** The compose file as it is written. */
export const written = (): ComposeFile => read('docker-compose.yml');

/** The compose file with what it extends; paths are relative to the checkout. */
export function resolved(): ComposeFile {
  const file = written();
  const services = Object.entries(file.services).map(([name, service]): [string, Service] => {
    if (!service.extends) {
      return [name, service];
    }
    const folder = path.dirname(service.extends.file);
    const base = read(service.extends.file).services[service.extends.service];
    if (!base) {
      throw new Error(`${service.extends.file} has no service ${service.extends.service}`);
    }
    const within = (relative: string) => path.normalize(path.join(folder, relative));
    return [
      name,
      {
        ...base,
        ...service,
        build: base.build && { ...base.build, context: within(base.build.context) },
        volumes: [
          ...(base.volumes ?? []).map((volume) => volume.replace(/^[^:]+/, within)),
          ...(service.volumes ?? []),
        ],
        environment: { ...base.environment, ...service.environment },
      },
    ];
  });
  return { ...file, services: Object.fromEntries(services) };
}

/** The text of the Dockerfile that a service is built by. */
export const dockerfileOf = ({ build }: Service): string =>
  build ? readFileSync(path.join(build.context, build.dockerfile ?? 'Dockerfile'), 'utf8') : '';
