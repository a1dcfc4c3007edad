import { descriptionOf } from '../../diagnosis/catalogue';
import type { FindingId } from '../../diagnosis/types';
import { tr } from '../translate';

/** What is said of a finding whatever the numbers, in the user's language. */
export interface Description {
  title: string;
  meaning: string;
  confirm: string;
  references: readonly string[];
}

export function describeFinding(id: FindingId): Description | null {
  const known = descriptionOf(id);
  return (
    (known && {
      title: tr(`catalogue.${id}.title`, known.title),
      meaning: tr(`catalogue.${id}.meaning`, known.meaning),
      confirm: tr(`catalogue.${id}.confirm`, known.confirm),
      references: known.references,
    }) ??
    null
  );
}
