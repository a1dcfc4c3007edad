import { join } from 'node:path';

import { englishCatalogue } from './catalogue';
import english from '../src/locales/en-US/gomem-composition-panel.json';

describe('English texts', () => {
  it('are those of the code; else run: npx tsx src/locales/update.ts', () => {
    expect(english).toEqual(englishCatalogue(join(__dirname, '..', 'src', 'panel')));
  });
});
