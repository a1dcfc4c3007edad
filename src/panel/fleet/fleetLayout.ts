export interface Box {
  width: number;
  height: number;
}

/** What there is room for, CSS pixels: the list, what is chosen of it beside or below it, or only one of both. */
export interface FleetLayout {
  /** `hasTools` is false where search and grouping fill the only line; `hasSums` where only a pointer finds them. */
  toolbar: { height: number; lines: 0 | 1 | 2; hasTools: boolean; hasSums: boolean };
  direction: 'row' | 'column';
  /** Null where what is chosen takes the place of the list. */
  list: Box | null;
  detail: Box | null;
}

const line = 40;
const narrow = 640;
/** From here on the sums of all rows have room beside the tools. */
const wide = 1100;
/** Below this, nothing but the rows. */
const onlyRows = 140;
/** From here on a second line takes no more than a quarter. */
const twoLines = 300;
/** What the list and a chart need beside, or above, each other. */
const beside = { list: 420, chart: 560 };
const above = { list: 220, chart: 340 };

export function fleetLayout({ width, height }: Box, hasDetail: boolean): FleetLayout {
  const isNarrow = width < narrow;
  const lines = height < onlyRows ? 0 : isNarrow && height >= twoLines ? 2 : 1;
  const toolbar = {
    height: lines * line,
    lines,
    hasTools: lines === 2 || !isNarrow,
    hasSums: width >= wide,
  } as const;
  const whole = { width, height };
  const left = { width, height: height - toolbar.height };
  if (!hasDetail) {
    return { toolbar, direction: 'column', list: left, detail: null };
  }
  if (width >= beside.list + beside.chart && left.height >= above.list) {
    const list = Math.max(beside.list, Math.round(width * 0.38));
    return {
      toolbar,
      direction: 'row',
      list: { ...left, width: list },
      detail: { ...left, width: width - list },
    };
  }
  if (left.height >= above.list + above.chart) {
    const list = Math.max(above.list, Math.round(left.height * 0.38));
    return {
      toolbar,
      direction: 'column',
      list: { ...left, height: list },
      detail: { ...left, height: left.height - list },
    };
  }
  return {
    toolbar: { height: 0, lines: 0, hasTools: false, hasSums: false },
    direction: 'column',
    list: null,
    detail: whole,
  };
}
