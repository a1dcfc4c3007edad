import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import packageJson from '../package.json';
import { layers } from '../src/texts/layerWords';
import { releases, type ReleaseWords } from '../src/texts/releaseWords';
import { repeatHeadlines } from '../src/texts/repeatWords';
import type { FindingWords } from '../src/texts/words';

/** A file that is made: its path from the top of the project, and what it holds. */
export interface MadeFile {
  path: string;
  content: string;
}

const folder = join(__dirname, '..', 'src', 'texts', 'findings');

/** The words of every finding in order, each with the name that its file shares with that of the finding. */
export const findingWords: ReadonlyArray<FindingWords & { file: string }> = readdirSync(folder)
  .map((name) => {
    // What a file exports is known only when it is read: the list of findings is what is being made.
    const words: FindingWords = require(join(folder, name));
    return { ...words, file: basename(name, '.ts') };
  })
  .sort((a, b) => a.order - b.order);

const made = (path: string, from: string, lines: string[]): MadeFile => ({
  path,
  content: `// Made by \`npm run generate\` from ${from}. Do not edit.\n${lines.join('\n')}\n`,
});

const record = (texts: Array<[string, string]>): string[] =>
  texts.map(([key, text]) => `  ${JSON.stringify(key)}: ${JSON.stringify(text)},`);

const rows = (values: readonly object[]): string[] => values.map((value) => `  ${JSON.stringify(value)},`);

/** The one place where the address of the project stands. */
const repository = 'homepage' in packageJson ? String(packageJson.homepage) : null;

/** The sources that are made of the words: what is needed at once apart from what is loaded later, and the lists. */
export const sourceFiles = (): MadeFile[] => [
  made('src/texts/headlines.gen.ts', 'src/texts/findings', [
    'export const names = {',
    ...record(findingWords.map(({ id, name }) => [id, name])),
    '} as const;',
    'export const headlines = {',
    ...record(findingWords.flatMap(({ headlines }) => Object.entries(headlines))),
    ...record(Object.entries(repeatHeadlines)),
    '} as const;',
  ]),
  made('src/texts/details.gen.ts', 'src/texts/findings', [
    ...findingWords.map(
      ({ file }) => `import { description as ${file}, details as ${file}Details } from './findings/${file}';`
    ),
    "import { growth } from './growthWords';",
    "import { repeats } from './repeatWords';",
    "import { sizing } from './sizingWords';",
    "import type { names } from './headlines.gen';",
    "import type { FindingDescription } from './words';",
    'export const details = {',
    '  ...growth,',
    '  ...repeats,',
    '  ...sizing,',
    ...findingWords.map(({ file }) => `  ...${file}Details,`),
    '} as const;',
    'export const descriptions: Readonly<Record<keyof typeof names, FindingDescription>> = {',
    ...findingWords.map(({ id, file }) => `  ${JSON.stringify(id)}: ${file},`),
    '};',
  ]),
  made('src/diagnosis/findings/index.gen.ts', 'src/texts/findings', [
    "import type { FindingRule } from '../rule';",
    ...findingWords.map(({ file }) => `import { ${file} } from './${file}';`),
    'export const findingRules: readonly FindingRule[] = [',
    ...findingWords.map(({ file }) => `  ${file},`),
    '];',
  ]),
  made('src/composition/layers.gen.ts', 'src/texts/layerWords.ts', [
    'export const layers = [',
    ...rows(layers.map(({ id, label, class: kind, color, isGo }) => ({ id, label, class: kind, color, isGo }))),
    '] as const;',
  ]),
  made('src/panel/export/repository.gen.ts', 'package.json', [
    '/** Address of the repository; null as long as the project has none. */',
    `export const repository: string | null = ${JSON.stringify(repository)};`,
  ]),
  made('src/diagnosis/releases.gen.ts', 'src/texts/releaseWords.ts', [
    'export const releases = [',
    ...rows(releases.map(({ version, advice, fixedIn }: ReleaseWords) => ({ version, advice, fixedIn }))),
    '] as const;',
  ]),
];
