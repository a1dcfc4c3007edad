import type { LayerId } from '../composition/types';
import type { FindingId } from '../texts/ids';

export type { FindingId };

/**
 * `proven`: kernel accounting leaves no other explanation. `likely`: the series agree and no other known cause fits.
 * `possible`: the series allow it and others too.
 */
export type Confidence = 'proven' | 'likely' | 'possible';
/** `info`: nothing is wrong, but numbers mislead. `warning`: someone should act. `critical`: a kill is near. */
export type Severity = 'info' | 'warning' | 'critical';

/**
 * A number or word inside a message; its kind says how a view formats it. Bytes in bytes, ratio 0..1, time and duration
 * in ms.
 */
export type MessageValue =
  | { kind: 'bytes'; value: number }
  | { kind: 'ratio'; value: number }
  | { kind: 'count'; value: number }
  | { kind: 'time'; value: number }
  | { kind: 'duration'; value: number }
  /** Bytes per second. */
  | { kind: 'rate'; value: number }
  | { kind: 'text'; value: string }
  | { kind: 'list'; value: Message[] };

/** Text to be: a key of the texts (src/texts) and the values for its placeholders. */
export interface Message {
  id: string;
  values: Record<string, MessageValue>;
}

export interface Evidence {
  text: Message;
  /**
   * PromQL that reproduces the numbers on the user's labels. Findings render it when it is read: of a thousand
   * workloads few are opened.
   */
  readonly promql: string;
  /** The sample that the numbers were read from, ms; absent where they are of a stretch of time. */
  at?: number;
}

/** A change of Go version: from and to as `runtime.Version()` reports them, `at` in ms. */
export interface Upgrade {
  from: string;
  to: string;
  at: number;
}

export interface Finding {
  id: FindingId;
  confidence: Confidence;
  severity: Severity;
  /** ms. */
  from: number;
  to: number;
  upgrade: Upgrade | null;
  headline: Message;
  evidence: Evidence[];
  /** What would prove the finding wrong. */
  refutedBy: Message;
  advice: Message;
  /** Layers it speaks of, to highlight. */
  layers: readonly LayerId[];
  /** Bytes it explains, for ordering. */
  bytes: number;
  /** The findings that this one stands for where many lives say the same, oldest first. */
  repeats?: readonly Finding[];
}
