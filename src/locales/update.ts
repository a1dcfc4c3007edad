import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { englishCatalogue } from './catalogue';

// Run by hand after texts have changed: npx tsx src/locales/update.ts
const target = join(__dirname, 'en-US', 'gomem-composition-panel.json');
writeFileSync(target, JSON.stringify(englishCatalogue(join(__dirname, '..', 'panel')), null, 2) + '\n');
