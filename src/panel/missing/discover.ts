import { namesOfQuery, type QueryName } from '../../metrics/queries';
import { isPlainName } from '../../metrics/table';
import { labelsOf } from '../../workloads/labels';
import { anySeries } from './selector';

/**
 * Asks a data source as a dashboard variable does: `metrics(regex)`, `label_values(metric, label)`,
 * `query_result(expr)`.
 */
export type Ask = (query: string) => Promise<readonly string[]>;

/** What a data source has of the series of one recommended query. */
export interface Supply {
  /** Recommended names that exist, and those that do not. */
  found: readonly string[];
  lacking: readonly string[];
  /** Labels by which its series tell workloads apart, most trusted first; empty where none is known. */
  labels: { namespace: string | null; pod: string | null };
}

export type Discovery = Record<QueryName, Supply>;

/** Names are asked for by what they begin with: a list of all of them would be thousands. */
const beginnings = '^(container_|kube_pod_container_|go_|process_).*$';

/** Which of the recommended series a data source has, and which labels name namespace and pod there. */
export async function discover(ask: Ask): Promise<Discovery> {
  const names = new Set(await ask(`metrics(${beginnings})`));
  // Data sources that are told to ask for series get the names of the first 40,000 only, in the order of the alphabet.
  const unseen = [...namesOfQuery('container'), ...namesOfQuery('go')].filter((name) => !names.has(name));
  if (unseen.length > 0) {
    const counted = await ask(`query_result(count by (__name__) ({__name__=~"${unseen.join('|')}"}))`);
    counted.forEach((text) => names.add(nameIn(text)));
  }
  const [container, go] = await Promise.all([supplyOf('container', names, ask), supplyOf('go', names, ask)]);
  return { container, go };
}

/** Of a series as `query_result` writes it: `name{labels} value time`. */
const nameIn = (text: string): string => text.split('{', 1)[0];

async function supplyOf(query: QueryName, names: ReadonlySet<string>, ask: Ask): Promise<Supply> {
  const wanted = namesOfQuery(query);
  const found = wanted.filter((name) => names.has(name));
  const labelOf = async (part: 'namespace' | 'pod') => {
    for (const label of found.length > 0 ? labelsOf[part].filter(isPlainName) : []) {
      if ((await ask(`label_values(${found[0]}, ${label})`)).length > 0) {
        return label;
      }
    }
    return null;
  };
  return {
    found,
    lacking: wanted.filter((name) => !names.has(name)),
    labels: { namespace: await labelOf('namespace'), pod: await labelOf('pod') },
  };
}

/**
 * Matchers for a supply in a dashboard: by its variables `namespace` and `pod` where it has them, else by the labels
 * being there.
 */
export function selectorOfSupply({ labels }: Supply, hasVariable: (name: string) => boolean): string {
  const matchers = (['namespace', 'pod'] as const).flatMap((part) => {
    const label = labels[part];
    return label === null ? [] : [hasVariable(part) ? `${label}=~"$${part}"` : `${label}!=""`];
  });
  return matchers.length > 0 ? matchers.join(', ') : anySeries;
}
