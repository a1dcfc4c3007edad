import type { DataFrame, GrafanaTheme2 } from '@grafana/data';

import { partOf, type Labels } from '../../workloads/labels';

/** An annotation of the dashboard: a time, or an interval where `to` lies after `from` (ms). */
export interface Annotation {
  from: number;
  to: number;
  /** CSS colour. */
  color: string;
  /** Markup as the data source or the author wrote it, for Grafana's sanitiser to show. */
  title: string;
  text: string;
  tags: string[];
  /** Where Grafana keeps it; left out for what a query made, which nobody can change. */
  stored?: StoredAnnotation;
}

export interface StoredAnnotation {
  /** As Grafana gave it: its server takes no number that is written as text, although the types call it text. */
  id: string;
  dashboardUID: string | undefined;
}

/** Names by which annotations name what they are about: of the pods that are not shown, and of the one that is. */
export interface Pods {
  shown: string | null;
  others: ReadonlySet<string>;
}

/** Most annotations that are drawn; more would cover each other. */
const most = 1000;

/** Reads the frames that dashboards hand to panels. Fields may be missing; a row without a time is left out. */
export function annotationsOf(
  frames: readonly DataFrame[] | undefined,
  theme: GrafanaTheme2,
  pods: Pods = { shown: null, others: new Set() }
): Annotation[] {
  const annotations: Annotation[] = [];
  for (const frame of frames ?? []) {
    const column = (name: string) => frame.fields.find((field) => field.name === name)?.values ?? [];
    const [time, timeEnd, isRegion] = [column('time'), column('timeEnd'), column('isRegion')];
    const [ids, dashboards, alertIds] = ['id', 'dashboardUID', 'alertId'].map(column);
    const [color, title, alertName, text, tags] = ['color', 'title', 'alertName', 'text', 'tags'].map(column);
    for (let row = 0; row < time.length && annotations.length < most; row++) {
      const from = Number(time[row]);
      const end = Number(timeEnd[row] ?? NaN);
      if (time[row] !== null && Number.isFinite(from)) {
        const annotation = {
          from,
          to: isRegion[row] !== false && end > from ? end : from,
          color: theme.visualization.getColorByName(written(color[row]) || 'red'),
          title: written(title[row]) || written(alertName[row]),
          text: written(text[row]),
          tags: Array.isArray(tags[row]) ? tags[row].map(written) : [],
          stored: alertIds[row] ? undefined : storedOf(ids[row], dashboards[row]),
        };
        if (!isAboutAnother(annotation, pods)) {
          annotations.push(annotation);
        }
      }
    }
  }
  return annotations.sort((a, b) => a.from - b.from);
}

/** Of what is stored in Grafana's database; rows that a query made have no id. */
const storedOf = (id: unknown, dashboardUID: unknown): StoredAnnotation | undefined =>
  (typeof id === 'string' && id !== '') || (typeof id === 'number' && id > 0)
    ? { id: id as string, dashboardUID: written(dashboardUID) || undefined }
    : undefined;

const written = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Annotations carry no labels; what queries make of them names the pod in its title, text or tags. */
function isAboutAnother({ title, text, tags }: Pick<Annotation, 'title' | 'text' | 'tags'>, pods: Pods): boolean {
  const words = [title, text, ...tags].join(' ').match(/[\w.-]+/g) ?? [];
  return words.some((word) => pods.others.has(word)) && !words.some((word) => word === pods.shown);
}

/** What markup says, in one line, where only text can be: a `<` that begins no tag is meant as it is. */
export const plainText = (markup: string): string =>
  markup
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Pods of workloads, of which one is shown. */
export function podsOf(workloads: ReadonlyArray<{ workload: PodLabels }>, shown: PodLabels): Pods {
  const own = podOf(shown);
  const all = workloads.flatMap(({ workload }) => podOf(workload) ?? []);
  return { shown: own, others: new Set(all.filter((pod) => pod !== own)) };
}

interface PodLabels {
  labels: Labels;
}

const podOf = ({ labels }: PodLabels): string | null => partOf(labels, 'pod') || null;
