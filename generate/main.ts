import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { compareKeys, languages, localeTexts, textsToTranslate } from './locales';
import { sourceFiles, type MadeFile } from './sources';

const root = join(__dirname, '..');

function write(files: MadeFile[]): void {
  for (const { path, content } of files) {
    const file = join(root, path);
    if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
      writeFileSync(file, content);
      process.stdout.write(`${path}\n`);
    }
  }
}

/** Sources first: what follows is made by running them. */
async function main(): Promise<void> {
  write(sourceFiles());
  const { documentSteps, measuredReadme } = await import('./documents');
  documentSteps.forEach((step) => write(step()));
  write([measuredReadme()]);
  const { saidFiles } = await import('../tests/accuracy/said');
  write(saidFiles());

  const { englishCatalogue } = await import('./catalogue');
  const english = englishCatalogue();
  for (const language of languages) {
    const { missing, obsolete } = compareKeys(textsToTranslate(english, language), localeTexts(language));
    process.stdout.write(`To translate into ${language}: ${missing.join(', ') || 'nothing'}\n`);
    process.stdout.write(`To remove from ${language}: ${obsolete.join(', ') || 'nothing'}\n`);
  }
}

void main();
