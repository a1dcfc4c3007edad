import type { MadeFile } from './sources';

/** What package-lock.json says of a package. */
interface Locked {
  version?: string;
  license?: string;
  dev?: boolean;
}

/** Packages whose code is in the archive, as its source maps say; Grafana shares the others with plugins. */
export const bundled: readonly string[] = [
  '@grafana/i18n',
  'i18next-browser-languagedetector',
  'i18next-pseudo',
  'react-i18next',
];

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** The list of licences, made of the lock file: `npm audit` and SBOM read the same. */
export function licenceFiles(read: (path: string) => string): MadeFile[] {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'));
  const row = (place: string) =>
    `| ${nameOf(place)} | ${packages[place].version} | ${packages[place].license ?? 'not said'} |`;
  const places = Object.keys(packages).filter((place) => place !== '' && !packages[place].dev);
  const counts = new Map<string, number>();
  for (const place of places) {
    const licence = packages[place].license ?? 'not said';
    counts.set(licence, (counts.get(licence) ?? 0) + 1);
  }
  const content = [
    '# Licences',
    '',
    'Made by `npm run generate` of `package-lock.json`. The plugin itself is under the [Apache License 2.0](../LICENSE).',
    '',
    '## In the archive',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...bundled.map((name) => row(`node_modules/${name}`)),
    '',
    '## What Grafana shares with plugins',
    '',
    'Not in the archive: `@grafana/{data,runtime,schema,ui}`, React, emotion, and what they need. By licence:',
    '',
    '| licence | packages |',
    '|---|---|',
    ...[...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([licence, n]) => `| ${licence} | ${n} |`),
    '',
  ];
  return [{ path: 'docs/licences.md', content: content.join('\n') }];
}
