import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { flatten } from './flat';
import { sourceFiles, type MadeFile } from './sources';

const root = join(__dirname, '..');

function write(files: MadeFile[]): void {
  for (const { path, content } of files) {
    writeFileSync(join(root, path), content);
    process.stdout.write(`${path}\n`);
  }
}

/** Sources first: what follows is made by running them. */
async function main(): Promise<void> {
  write(sourceFiles());
  const { documentSteps } = await import('./documents');
  documentSteps.forEach((step) => write(step()));

  const { englishCatalogue } = await import('./catalogue');
  const english = new Set(flatten(englishCatalogue()).map(([key]) => key));
  const path = join(root, 'src/locales/de-DE/gomem-composition-panel.json');
  const german = new Set(flatten(JSON.parse(readFileSync(path, 'utf8'))).map(([key]) => key));
  const missing = [...english].filter((key) => !german.has(key));
  const obsolete = [...german].filter((key) => !english.has(key));
  process.stdout.write(`To translate into de-DE: ${missing.join(', ') || 'nothing'}\n`);
  process.stdout.write(`To remove from de-DE: ${obsolete.join(', ') || 'nothing'}\n`);
}

void main();
