/** Parts of the panel that there is room for, and their sizes in CSS pixels. */
export interface Layout {
  verdict: {
    /** A chip holds a short name instead of the sentence. */
    form: 'none' | 'chip' | 'line';
    height: number;
    lines: 1 | 2;
    since: boolean;
  };
  /** Place of the select for workloads: beside the verdict, in a row of its own, or nowhere. */
  selector: 'none' | 'inline' | 'row';
  selectorHeight: number;
  notice: boolean;
  legend: boolean;
  axes: { x: boolean; y: boolean };
  /** Height of the opened findings list; it covers the chart where both do not fit. */
  details: number;
}

const chipHeight = 24;
const lineHeight = 32;
const twoLinesHeight = 48;
const rowHeight = 36;
const leastChart = 96;

export function layoutFor(width: number, height: number, showVerdict: boolean, hasChoice: boolean): Layout {
  const small = width < 420 || height < 160;
  const form = !showVerdict ? 'none' : small ? 'chip' : 'line';
  const selector =
    !hasChoice || width < 200 || height < 160 ? 'none' : width >= 900 && form === 'line' ? 'inline' : 'row';
  const selectorHeight = selector === 'row' ? rowHeight : 0;
  const lines = form === 'line' && width < 1300 && height - selectorHeight >= 320 ? 2 : 1;
  const verdictHeight =
    // A panel of two grid units has less than a chip.
    form === 'none' ? 0 : form === 'chip' ? Math.min(chipHeight, height) : lines === 2 ? twoLinesHeight : lineHeight;
  const rest = Math.max(0, height - verdictHeight - selectorHeight);
  const details = Math.round(height * 0.55);
  return {
    verdict: { form, height: verdictHeight, lines, since: width >= 700 },
    selector,
    selectorHeight,
    notice: height >= 300 && width >= 420,
    legend: height >= 240 && width >= 300,
    axes: { x: rest >= 100, y: rest >= 70 && width >= 220 },
    details: rest - details < leastChart ? rest : details,
  };
}
