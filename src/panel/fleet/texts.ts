import { changeText } from '../findings/comparisonTexts';
import { bytesText, renderMessage, unknown, type Formatters } from '../formatting';
import { findingName, versionChange } from '../names';
import { tr, trCount } from '../translate';
import { mostNeeded, type FleetRow } from './fleetRow';
import { growthOf } from './growth';
import { needShare } from './order';

/** The verdict in a few words; of an owner, of how many of its workloads it is true. */
export function findingText({ verdict, kind, affected, members }: FleetRow): string {
  if (!verdict) {
    return tr('workloads.healthy', 'Nothing found');
  }
  const name = findingName(verdict.id);
  return kind === 'owner'
    ? tr('fleet.affected', '{{finding}} ({{affected}} of {{total}})', {
        finding: name,
        affected,
        total: members.length,
      })
    : name;
}

/** The verdict in a sentence. */
export const sentenceOf = ({ verdict }: FleetRow, formatters: Formatters): string =>
  verdict ? renderMessage(verdict.headline, formatters) : tr('verdict.healthy-sentence', 'No memory problem found.');

/** How large the lazily freed part may be. */
export function lazilyFreedText(
  { lazilyFreed: { estimate, floor, ceiling } }: FleetRow,
  formatters: Formatters
): string {
  return Number.isFinite(floor) && Number.isFinite(ceiling)
    ? tr('fleet.lazily-freed-interval', '{{estimate}}, between {{floor}} and {{ceiling}}', {
        estimate: bytesText(estimate, formatters),
        floor: formatters.bytes(floor),
        ceiling: formatters.bytes(ceiling),
      })
    : '';
}

/** How the need compares with the limit, in whole numbers. */
export function needText(row: FleetRow, formatters: Formatters): string {
  const share = needShare(row);
  return Number.isFinite(share)
    ? tr('fleet.need-of-limit', 'Needed: {{low}} to {{high}} of a limit of {{limit}}', {
        low: bytesText(row.need.low, formatters),
        high: bytesText(mostNeeded(row), formatters),
        limit: formatters.bytes(row.limit),
      })
    : tr('fleet.no-limit', 'no limit');
}

export function growthText(row: FleetRow, formatters: Formatters): string {
  const pace = growthOf(row);
  if (!Number.isFinite(pace)) {
    return unknown;
  }
  return pace === 0
    ? tr('fleet.steady', 'steady')
    : tr('fleet.per-day', '{{amount}}/day', { amount: changeText(pace, formatters) });
}

export function versionText({ goVersion, versionBefore }: FleetRow): string {
  const short = (version: string) => version.replace(/^go(?=\d)/, '');
  return goVersion === null
    ? unknown
    : versionBefore === null
      ? short(goVersion)
      : versionChange(short(versionBefore), short(goVersion));
}

export const restartsText = ({ restarts, kills }: FleetRow, { count }: Formatters): string =>
  kills > 0
    ? `${count(restarts)} · ${trCount('fleet.kills', '{{count}} kill', '{{count}} kills', kills)}`
    : count(restarts);

/**
 * What rows have reserved, and what those rows need, each as a sum over those that tell; empty where none has a request
 * or a limit.
 */
export function sumsText(rows: readonly FleetRow[], { bytes }: Formatters): string {
  const sum = (of: (row: FleetRow) => number): number =>
    rows.reduce((total, row) => total + (Number.isFinite(of(row)) ? of(row) : 0), 0);
  const request = sum((row) => row.request);
  const limit = sum((row) => row.limit);
  const need = sum((row) => (row.request > 0 || row.limit > 0 ? mostNeeded(row) : NaN));
  const parts = [
    request > 0 && tr('fleet.sum-of-requests', 'requests {{sum}}', { sum: bytes(request) }),
    limit > 0 && tr('fleet.sum-of-limits', 'limits {{sum}}', { sum: bytes(limit) }),
    request + limit > 0 && tr('fleet.sum-of-needs', 'need {{sum}}', { sum: bytes(need) }),
  ];
  return parts.filter(Boolean).join(', ');
}
