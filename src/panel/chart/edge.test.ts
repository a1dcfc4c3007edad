import { colorManipulator, createTheme } from '@grafana/data';

import { layerTable } from '../../composition/layers';
import { overlayTable } from '../derive/overlays';
import { edgeColor, leastContrast } from './edge';

describe.each(['dark', 'light'] as const)('in the %s theme', (mode) => {
  const theme = createTheme({ colors: { mode } });
  const contrast = (color: string) => colorManipulator.getContrastRatio(color, theme.colors.background.primary);
  const named = (color: string) => theme.visualization.getColorByName(color);

  it.each(layerTable.map(({ id, color }) => [id, color]))('the border of %s stands out from the panel', (_, color) => {
    expect(contrast(edgeColor(named(color), theme))).toBeGreaterThanOrEqual(leastContrast);
  });

  it.each(overlayTable.map(({ id, color }) => [id, color]))('the line of %s stands out from the panel', (_, color) => {
    expect(contrast(named(color))).toBeGreaterThanOrEqual(leastContrast);
  });

  it('a colour that stands out is left as it is', () => expect(edgeColor(named('blue'), theme)).toBe(named('blue')));
});
