import type { AnnotationEventUIModel, LinkModel } from '@grafana/data';

import type { Composition } from '../../composition/types';
import type { Settings } from '../../diagnosis/options';
import type { Finding } from '../../diagnosis/types';
import type { WorkloadModel } from '../../model';
import type { AlertPlace } from '../alerts/alertLink';
import type { ProfileKind } from '../profiles/profiles';
import type { Views } from '../derive/views';
import type { PictureTexts } from '../export/PictureButton';
import { renderMessage, type Formatters } from '../formatting';

/** What findings are shown with and what can be done with them. */
export interface FindingTools {
  composition: Composition;
  /** Other pods of the same owner. */
  peers: readonly WorkloadModel[];
  formatters: Formatters;
  timeZone: string;
  /** Thresholds and durations of the diagnosis. */
  settings: Settings;
  /** The series as they are drawn. */
  views: Views;
  /** A link to what is seen now. */
  link: () => string;
  /** What a picture of the chart says beside it; null where no chart is drawn. */
  picture: PictureTexts | null;
  /** Makes a link to Explore; null where Explore or its data source is not available. */
  explore: ((promql: string) => string) | null;
  /** Makes a link to a profile; null where there is no data source with profiles, or no Explore. */
  profile: ((finding: Finding, kind: ProfileKind) => string) | null;
  /** Data links of the user's own that can speak of this finding. */
  links: (finding: Finding) => LinkModel[];
  /** Where Grafana's alert editor would put an alert; null where this user or this data source has none. */
  alerting: AlertPlace | null;
  /** Writes an annotation on the dashboard, and fails where it was refused; null where the user may not write any. */
  annotate: ((event: AnnotationEventUIModel) => void | Promise<void>) | null;
}

/** The upgrade or the onset as an annotation of the dashboard. */
export function annotationOf(
  { id, from, upgrade, headline }: Finding,
  { composition, formatters }: Pick<FindingTools, 'composition' | 'formatters'>
): AnnotationEventUIModel {
  const at = upgrade?.at ?? from;
  return {
    from: at,
    to: at,
    tags: ['go-memory', id],
    description: `${composition.workload.name}: ${renderMessage(headline, formatters)}`,
  };
}
