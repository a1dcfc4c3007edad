import { allClearDescription, descriptionOf } from '../../diagnosis/catalogue';
import type { Finding } from '../../diagnosis/types';
import { tr } from '../translate';

/** What is said of a finding whatever the numbers, in the user's language. */
export interface Description {
  title: string;
  meaning: string;
  confirm: string;
  references: readonly string[];
}

export function describeFinding({ id, severity }: Pick<Finding, 'id' | 'severity'>): Description | null {
  const known = descriptionOf(id);
  const isAllClear = id === 'oom-risk' && severity === 'info';
  return (
    (known && {
      title: tr(`catalogue.${id}.title`, known.title),
      meaning: isAllClear
        ? tr('catalogue.oom-risk.meaning-clear', allClearDescription.meaning)
        : tr(`catalogue.${id}.meaning`, known.meaning),
      confirm: isAllClear
        ? tr('catalogue.oom-risk.confirm-clear', allClearDescription.confirm)
        : tr(`catalogue.${id}.confirm`, known.confirm),
      references: known.references,
    }) ??
    null
  );
}
