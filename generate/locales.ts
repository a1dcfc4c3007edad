import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { englishCatalogue } from './catalogue';
import { flatten } from './flat';

const file = (language: string): string =>
  join(__dirname, '..', 'src', 'locales', language, 'gomem-composition-panel.json');

// Run by hand after texts have changed: npx tsx src/locales/update.ts
const english = englishCatalogue(join(__dirname, '..', 'src', 'panel'));
writeFileSync(file('en-US'), JSON.stringify(english, null, 2) + '\n');

const german = new Map(flatten(JSON.parse(readFileSync(file('de-DE'), 'utf8'))));
const texts = flatten(english);
const untranslated = texts.filter(([key]) => !german.has(key)).map(([key]) => key);
const obsolete = [...german.keys()].filter((key) => !texts.some(([known]) => known === key));
process.stdout.write(`To translate into de-DE: ${untranslated.join(', ') || 'nothing'}\n`);
process.stdout.write(`To remove from de-DE: ${obsolete.join(', ') || 'nothing'}\n`);
