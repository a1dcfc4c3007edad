import { colorManipulator, createTheme } from '@grafana/data';

import { layerTable } from '../../composition/layers';
import { overlayTable } from '../derive/overlays';

/** OKLab, in which distances are about as large as they look (Ottosson 2020); the colour is #rrggbb. */
function oklab(color: string): number[] {
  const [r, g, b] = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const distance = (a: string, b: string): number => {
  const [one, two] = [oklab(a), oklab(b)];
  return Math.hypot(...one.map((value, i) => value - two[i]));
};

/** Two greens of the palette that stand side by side, and are told apart, are 0.08 apart. */
const [least, leastOfShown] = [0.07, 0.1];

/** Areas are told by their stripes. */
const lines = overlayTable.filter(({ floor }) => !floor);

describe.each(['dark', 'light'] as const)('colours of one legend in the %s theme', (mode) => {
  const theme = createTheme({ colors: { mode } });
  const hex = (color: string) => colorManipulator.asHexString(theme.visualization.getColorByName(color));

  it.each(lines)('tell the line $id from every layer and every other line', ({ id, color, on }) => {
    const others = [...layerTable, ...lines.filter((other) => other.id !== id)];
    const isShownWith = (other: (typeof others)[number]) => on && (!('on' in other) || other.on);
    const close = others.filter(
      (other) => distance(hex(color), hex(other.color)) < (isShownWith(other) ? leastOfShown : least)
    );
    expect(close.map((other) => other.id)).toEqual([]);
  });

  it.each(lines)('let the line $id stand out from the panel', ({ color }) => {
    const contrast = colorManipulator.getContrastRatio(hex(color), theme.colors.background.primary);
    expect(contrast).toBeGreaterThanOrEqual(3);
  });
});
