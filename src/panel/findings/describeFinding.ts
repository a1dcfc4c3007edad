import type { Finding } from '../../diagnosis/types';
import { descriptions } from '../../texts/details.gen';
import { tr } from '../translate';

/** What is said of a finding whatever the numbers, in the user's language. */
export interface Description {
  title: string;
  meaning: string;
  confirm: string;
  references: readonly string[];
}

export function describeFinding({ id, severity }: Pick<Finding, 'id' | 'severity'>): Description {
  const { title, meaning, confirm, references, allClear } = descriptions[id];
  const clear = severity === 'info' ? allClear : undefined;
  return {
    title: tr(`catalogue.${id}.title`, title),
    meaning: clear ? tr(`catalogue.${id}.meaning-clear`, clear.meaning) : tr(`catalogue.${id}.meaning`, meaning),
    confirm: clear ? tr(`catalogue.${id}.confirm-clear`, clear.confirm) : tr(`catalogue.${id}.confirm`, confirm),
    references,
  };
}
