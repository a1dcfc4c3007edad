import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Pages that people read, from the top of the project. */
const pages = ['.', 'docs', 'rules', 'recordings', 'recordings/reported', 'src', 'lab', 'sample-service', 'provisioning']
  .filter((folder) => existsSync(join(root, folder)))
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'))
  .sort();

const withoutCode = (text: string): string => text.replace(/```[^]*?```/g, '').replace(/`[^`\n]*`/g, '');

/** The anchor that GitHub and Grafana give a heading. */
const slug = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

function anchorsOf(path: string): Set<string> {
  const text = read(path);
  const headings = [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading]) => slug(heading));
  const ids = [...text.matchAll(/<a id="([^"]+)"/g)].map(([, id]) => id);
  return new Set([...headings, ...ids]);
}

describe.each(pages)('%s', (page) => {
  it('links to files and anchors that exist', () => {
    const text = withoutCode(read(page));
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
    const broken = targets.filter((target) => {
      if (/^[a-z]+:/.test(target)) {
        return !/^(https?:\/\/(localhost|[\w.-]+\.[a-z]+)(:\d+)?(\/\S*)?|mailto:\S+)$/.test(target);
      }
      const [file, anchor] = target.split('#');
      const path = file ? relative(root, join(root, dirname(page), file)) : page;
      return !existsSync(join(root, path)) || (anchor !== undefined && !anchorsOf(path).has(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...read(page).matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

const program = /(?:scripts|cli|bench|tests|generate|lab)\/[\w/-]+\.(?:mjs|ts)/g;

/** A script hands its options on to the program that it runs. */
const programsIn = (file: string): string[] =>
  (read(file).match(program) ?? []).filter((path) => existsSync(join(root, path)));

const knows = (code: string, option: string): boolean =>
  new RegExp(`['"\\s]${option}['"]?\\s*:|--${option}\\b`).test(code);

describe('commands', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const told = pages.map(read).join('\n');

  it('take the options that pages name', () => {
    const wrong = [...told.matchAll(/npm run ([\w:-]+) -- (--[a-z-]+)/g)].filter(([, name, option]) => {
      const file = scripts[name].match(program)?.at(-1);
      // What is no program of this project knows its own options.
      return file && ![file, ...programsIn(file)].some((path) => knows(read(path), option.slice(2)));
    });
    expect(wrong.map(([text]) => text)).toEqual([]);
  });
});

