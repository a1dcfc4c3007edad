import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';

/** WCAG 2.1 AA for graphics, success criterion 1.4.11. */
export const leastContrast = 3;

/** The colour of a layer's border: its own, darker or lighter where it would not stand out from the panel. */
export function edgeColor(color: string, { colors, isLight }: GrafanaTheme2): string {
  const contrast = (one: string) => colorManipulator.getContrastRatio(one, colors.background.primary);
  const away = isLight ? colorManipulator.darken : colorManipulator.lighten;
  let edge = color;
  for (let share = 0.05; share < 1 && contrast(edge) < leastContrast; share += 0.05) {
    edge = away(color, share);
  }
  return edge;
}
