import type { PanelMigrationHandler } from '@grafana/data';

import { layerTable } from '../composition/layers';
import { choices, defaultOptions, isRecord, withDefaults, type PanelOptions, type StoredOptions } from './panelOptions';

/** Options as stored by any version of the panel, not checked yet. */
type Unknown = Record<string, unknown>;

interface Step {
  /** Version that brought the new shape: options stored by an older one go through this step. */
  version: string;
  migrate: (options: Unknown) => Unknown;
}

/** Groups of options that no other panel has: where one of them is stored, this panel was. */
const ownGroups = ['chart', 'layers', 'overlays', 'show', 'diagnosis', 'identity'];

/**
 * Panels saved before there was a view of many workloads show one workload, and go on doing so. What has no options of
 * ours is a new panel, or one that was of another kind: it begins with the defaults.
 */
const keepOneWorkload = (options: Unknown): Unknown =>
  'view' in options || !ownGroups.some((group) => isRecord(options[group]))
    ? options
    : { ...options, view: { mode: 'one' } };

/**
 * What changed in the shape of stored options, oldest first. A version that moves or renames an option adds one step
 * here, with the old shape as a type beside it.
 */
const steps: readonly Step[] = [{ version: '1.1.0', migrate: keepOneWorkload }];

/**
 * Brings stored options into the present shape: the steps of all versions since they were stored, then what is unknown
 * or of the wrong type is dropped and what is missing is filled in. Doing it twice changes nothing more.
 */
export const migrateOptions: PanelMigrationHandler<PanelOptions> = ({ options, pluginVersion }) =>
  migrateFrom(options, pluginVersion, steps);

export function migrateFrom(stored: unknown, version: string | undefined, since: readonly Step[]): PanelOptions {
  const migrated = since
    .filter((step) => isOlder(version, step.version))
    .reduce((options, step) => step.migrate(options), isRecord(stored) ? stored : {});
  return withDefaults(keepKnown(migrated));
}

type Check = (value: unknown) => boolean;

const isBoolean: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string';
const isSize: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);

const like = (group: object, check: Check): Record<string, Check> =>
  Object.fromEntries(Object.keys(group).map((key) => [key, check]));

/** Every option of this panel with its check. `legend` is Grafana's; `withDefaults` checks it. */
const known: Record<Exclude<keyof PanelOptions, 'legend' | 'layers'>, Record<string, Check>> = {
  view: {
    mode: oneOf(choices.view),
    density: oneOf(choices.density),
    variables: isTexts,
  },
  chart: { values: oneOf(choices.values), drawing: oneOf(choices.drawing) },
  overlays: like(defaultOptions.overlays, isBoolean),
  show: like(defaultOptions.show, isBoolean),
  tooltip: { mode: oneOf(choices.tooltip), hideZeros: isBoolean },
  diagnosis: {
    pace: oneOf(choices.pace),
    sensitivity: oneOf(choices.sensitivity),
    thresholds: isRecord,
  },
  identity: { labels: isTexts, owner: isText },
  profiles: like(defaultOptions.profiles, isText),
};
const knownOfLayer: Record<string, Check> = { name: isText, color: isText, hidden: isBoolean };
const knownThresholds = like(defaultOptions.diagnosis.thresholds, isSize);

function keepKnown(options: Unknown): StoredOptions {
  const kept: Unknown = {};
  for (const [group, checks] of Object.entries(known)) {
    kept[group] = pick(options[group], checks);
  }
  const diagnosis = pick(options.diagnosis, known.diagnosis);
  kept.diagnosis = { ...diagnosis, thresholds: pick(diagnosis.thresholds, knownThresholds) };
  const layers: Unknown = isRecord(options.layers) ? options.layers : {};
  kept.layers = Object.fromEntries(
    layerTable.filter(({ id }) => isRecord(layers[id])).map(({ id }) => [id, pick(layers[id], knownOfLayer)])
  );
  if (isRecord(options.legend)) {
    kept.legend = options.legend;
  }
  return kept;
}

function pick(group: unknown, checks: Record<string, Check>): Unknown {
  const values = isRecord(group) ? group : {};
  return Object.fromEntries(
    Object.entries(checks)
      .filter(([key, check]) => key in values && check(values[key]))
      .map(([key]) => [key, values[key]])
  );
}

/** Panels made before versions were stored have none, and are older than anything. */
function isOlder(version: string | undefined, than: string): boolean {
  const parts = (text: string) => text.split(/[.+-]/, 3).map((part) => Number(part) || 0);
  const [a, b] = [parts(version ?? ''), parts(than)];
  for (let i = 0; i < 3; i++) {
    if ((a[i] ?? 0) !== (b[i] ?? 0)) {
      return (a[i] ?? 0) < (b[i] ?? 0);
    }
  }
  return false;
}
