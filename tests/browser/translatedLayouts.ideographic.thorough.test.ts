import { describe } from 'node:test';

import { languages } from '../../generate/locales';
import { usePreview } from '../support/preview';
import { isIdeographic, testLayouts } from '../support/translatedLayouts';

describe('translated layouts, ideographic', () => {
  const preview = usePreview();
  languages.filter((lang) => isIdeographic(lang)).forEach((lang) => testLayouts(preview, lang));
});
