import type { Composition } from '../composition/types';
import { withFallbacks } from '../metrics/fallbacks';
import { metricTable, namesOfRole } from '../metrics/table';
import type { Role } from '../metrics/types';

const goRoles: readonly Role[] = [
  'heapAlloc',
  'heapInuse',
  'heapIdle',
  'heapReleased',
  'heapLive',
  'sys',
  'stackSys',
  'goroutines',
  'nextGc',
  'goVersion',
  'goMemLimit',
  'processRss',
  'otelStack',
  'otelOther',
];

/** Series of one cgroup, whose path they carry. */
const cadvisorRoles: readonly Role[] = metricTable
  .filter(({ source, name }) => source === 'cadvisor' && name.startsWith('container_'))
  .map(({ role }) => role);

const labelled = (label: string, expressions: ReadonlyArray<readonly [name: string, expr: string]>): string =>
  expressions.map(([name, expr]) => `label_replace(${expr}, "${label}", "${name}", "", "")`).join('\nor ');

/** Several quantities in one answer, each with its name as a label. */
export const several = (expressions: Readonly<Record<string, string>>): string =>
  labelled('is', Object.entries(expressions));

/** PromQL has no function for the least of some: labels keep them apart until they are aggregated. */
const among = (operator: 'min' | 'max', candidates: readonly string[]): string =>
  candidates.length === 1
    ? candidates[0]
    : `${operator}(${labelled(
        'of',
        candidates.map((expr, i) => [String(i), expr])
      )})`;
const least = (...candidates: string[]): string => among('min', candidates);
const greatest = (...candidates: string[]): string => among('max', candidates);

const notNegative = (expr: string): string => `clamp_min(${expr}, 0)`;

/**
 * PromQL of what the panel computes of one workload, on the labels and under the names that its series have, by the
 * formulas of src/composition/bounds.ts. Quantities are aggregated, because container and Go series share no complete
 * set of labels. `containerId` keeps to one run: while an ended one lingers, two runs must not be mixed.
 */
export class Queries {
  private readonly has: (role: Role) => boolean;

  constructor(
    private readonly workload: Composition['workload'],
    private readonly untouchedBallast: boolean,
    private readonly containerId: string | null
  ) {
    const series = withFallbacks(workload.series);
    this.has = (role) => series[role] !== undefined;
  }

  /** Selector of the series of one role. */
  of(role: Role, matchers = ''): string {
    const { metrics, selectors } = this.workload;
    const known = metrics[role];
    const name = known && known !== 'memoryRole' ? known : namesOfRole(role)[0];
    const id =
      this.containerId !== null && cadvisorRoles.includes(role) ? `id=${JSON.stringify(this.containerId)}` : '';
    const labels = [goRoles.includes(role) ? selectors.go : selectors.container, id, matchers]
      .filter(Boolean)
      .join(', ');
    return /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name) ? `${name}{${labels}}` : `{${JSON.stringify(name)}, ${labels}}`;
  }

  one(role: Role): string {
    return `max(${this.of(role)})`;
  }

  limit(): string {
    return this.has('limit') || !this.has('kubeLimit')
      ? this.one('limit')
      : `max(${this.of('kubeLimit', 'resource="memory"')})`;
  }

  /** What Go has not given back. */
  retained(): string {
    return this.has('sys') || !this.has('otelOther')
      ? `${this.one('sys')} - ${this.one('heapReleased')}`
      : `${this.one('otelStack')} + ${this.one('otelOther')}`;
  }

  /** Anonymous memory that Go does not keep. */
  outside(): string {
    return `${this.one('rss')} - (${this.retained()})`;
  }

  /** File-list excess: only MADV_FREE makes it positive. */
  excess(): string {
    const plain = `${this.one('usage')} - ${this.one('workingSet')} - ${this.one('cache')}`;
    return this.has('inactiveFile') && this.has('activeFile')
      ? greatest(plain, `${this.one('inactiveFile')} + ${this.one('activeFile')} - ${this.one('cache')}`)
      : plain;
  }

  lazilyFreed(): string {
    const bounds = [this.excess()];
    if (this.has('heapReleased')) {
      bounds.push(this.one('heapReleased'));
    }
    if (this.knowsRetained() && !this.untouchedBallast) {
      bounds.push(this.outside());
    }
    return notNegative(least(...bounds));
  }

  /** What is given back by Go's account and still resident. */
  released(): string {
    return notNegative(least(this.one('heapReleased'), this.outside()));
  }

  lazilyFreedFloor(): string {
    return notNegative(`${this.excess()} - (${this.retained()})`);
  }

  lazilyFreedCeiling(): string {
    return least(
      `${this.one('usage')} - ${this.one('workingSet')}`,
      this.one('rss'),
      ...(this.has('heapReleased') ? [this.one('heapReleased')] : [])
    );
  }

  /** The lower end of the need. */
  need(): string {
    return this.knowsAccounting()
      ? notNegative(`${this.one('usage')} - ${this.one('cache')} - ${this.lazilyFreed()}`)
      : this.correctedWorkingSet();
  }

  /** The upper end of the need. */
  correctedWorkingSet(): string {
    if (this.knowsAccounting()) {
      return greatest(this.one('workingSet'), this.need());
    }
    const needed = this.knowsRetained() ? greatest(this.one('workingSet'), this.retained()) : this.one('workingSet');
    return least(this.one('usage'), needed);
  }

  private knowsAccounting(): boolean {
    return this.has('rss') && this.has('cache');
  }

  private knowsRetained(): boolean {
    return (this.has('sys') && this.has('heapReleased')) || this.has('otelOther');
  }
}
