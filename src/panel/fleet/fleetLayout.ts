export interface Box {
  width: number;
  height: number;
}

/** What there is room for, CSS pixels: the list, what is chosen of it beside or below it, or only one of both. */
export interface FleetLayout {
  toolbar: { height: number; lines: 0 | 1 | 2 };
  direction: 'row' | 'column';
  /** Null where what is chosen takes the place of the list. */
  list: Box | null;
  detail: Box | null;
}

const line = 40;
const narrow = 640;
/** Below this, nothing but the rows. */
const onlyRows = 140;
/** What the list and a chart need beside, or above, each other. */
const beside = { list: 420, chart: 560 };
const above = { list: 220, chart: 340 };

export function fleetLayout({ width, height }: Box, hasDetail: boolean): FleetLayout {
  const lines = height < onlyRows ? 0 : width < narrow && height >= 360 ? 2 : 1;
  const toolbar = { height: lines * line, lines } as const;
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
  return { toolbar: { height: 0, lines: 0 }, direction: 'column', list: null, detail: whole };
}
