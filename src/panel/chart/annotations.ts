import type { DataFrame, GrafanaTheme2 } from '@grafana/data';

/** An annotation of the dashboard: a time, or an interval where `to` lies after `from` (ms). */
export interface Annotation {
  from: number;
  to: number;
  /** CSS colour. */
  color: string;
  title: string;
  text: string;
  tags: string[];
}

/** Most annotations that are drawn; more would cover each other. */
const most = 1000;

/** Reads the frames that dashboards hand to panels. Fields may be missing; a row without a time is left out. */
export function annotationsOf(frames: readonly DataFrame[] | undefined, theme: GrafanaTheme2): Annotation[] {
  const annotations: Annotation[] = [];
  for (const frame of frames ?? []) {
    const column = (name: string) => frame.fields.find((field) => field.name === name)?.values ?? [];
    const [time, timeEnd, isRegion] = [column('time'), column('timeEnd'), column('isRegion')];
    const [color, title, alertName, text, tags] = ['color', 'title', 'alertName', 'text', 'tags'].map(column);
    for (let row = 0; row < time.length && annotations.length < most; row++) {
      const from = Number(time[row]);
      const end = Number(timeEnd[row] ?? NaN);
      if (time[row] !== null && Number.isFinite(from)) {
        annotations.push({
          from,
          to: isRegion[row] !== false && end > from ? end : from,
          color: theme.visualization.getColorByName(plain(color[row]) || 'red'),
          title: plain(title[row]) || plain(alertName[row]),
          text: plain(text[row]),
          tags: Array.isArray(tags[row]) ? tags[row].map(plain) : [],
        });
      }
    }
  }
  return annotations.sort((a, b) => a.from - b.from);
}

/** Texts of annotations may hold markup; only what it says is shown. */
const plain = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : '';
