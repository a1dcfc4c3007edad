/** What of the panel fits, and how large. Sizes in CSS pixels. */
export interface Layout {
  verdict: { form: 'none' | 'chip' | 'line'; height: number; lines: 1 | 2 };
  /** Where the choice of workload goes when there is one to make. */
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
const rowHeight = 40;
const leastChart = 120;

export function layoutFor(width: number, height: number, showVerdict: boolean, hasChoice: boolean): Layout {
  const tiny = width < 300 || height < 180;
  const lines = !tiny && width < 900 && height >= 300 ? 2 : 1;
  const form = !showVerdict ? 'none' : tiny ? 'chip' : 'line';
  const verdictHeight = form === 'none' ? 0 : form === 'chip' ? chipHeight : lines === 2 ? twoLinesHeight : lineHeight;
  const selector = !hasChoice || tiny ? 'none' : width >= 700 && form === 'line' ? 'inline' : 'row';
  const selectorHeight = selector === 'row' ? rowHeight : 0;
  const rest = Math.max(0, height - verdictHeight - selectorHeight);
  const wanted = Math.round(height * 0.55);
  return {
    verdict: { form, height: verdictHeight, lines },
    selector,
    selectorHeight,
    notice: height >= 300 && width >= 400,
    legend: height >= 240 && width >= 300,
    axes: { x: height >= 90, y: width >= 160 },
    details: rest - wanted < leastChart ? rest : wanted,
  };
}
