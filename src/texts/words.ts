import type { LayerId } from '../composition/types';
import type { Role } from '../metrics/types';

/** What is said of a finding whatever the numbers: shown in the panel and in docs/findings.md. */
export interface FindingDescription {
  title: string;
  /** What it means, for someone who knows Go but not the kernel. */
  meaning: string;
  /** The test in words. */
  test: string;
  /** What would confirm it outside of Prometheus. */
  confirm: string;
  /** Roles without which its test says nothing. */
  needs: readonly Role[];
  /** Layers that it speaks of. */
  layers: readonly LayerId[];
  references: readonly string[];
  /** Recording that shows it; null where none does. */
  recording: string | null;
  /** What is said instead where the finding is an all-clear. */
  allClear?: { meaning: string; confirm: string };
}

/**
 * Everything one finding says: the exports of a file in `findings/`. A sentence may have `{{placeholders}}`; its key
 * starts with the id of the finding. Readers know Go, not the kernel.
 */
export interface FindingWords {
  id: string;
  /** Place in lists and documents; gaps leave room for others between. */
  order: number;
  /** Short name, for places without room for a sentence. */
  name: string;
  /** What it says in one sentence, by variant, and the parts that such a sentence lists: shown at once. */
  headlines: Readonly<Record<string, string>>;
  /** Evidence, what would refute it, and advice: loaded when someone asks. */
  details: Readonly<Record<string, string>>;
  description: FindingDescription;
}
