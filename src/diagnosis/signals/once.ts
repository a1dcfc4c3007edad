import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { Settings } from '../options';
import type { Owner, OwnedRun } from '../owner';

/**
 * A signal that is computed once for each run of a diagnosis, however many findings ask for it. One that is asked for
 * in the context of another pod may look at nothing but composition and settings.
 */
export function oncePerRun<T>(
  compute: (context: Context, instance: CompositionInstance) => T
): (context: Context, instance: CompositionInstance) => T {
  const known = new WeakMap<CompositionInstance, { settings: Settings; value: T }>();
  return (context, instance) => {
    const last = known.get(instance);
    if (last?.settings === context.settings) {
      return last.value;
    }
    const value = compute(context, instance);
    known.set(instance, { settings: context.settings, value });
    return value;
  };
}

/** What is computed once of all runs that an owner's pods have of a Go version, however many pods ask for it. */
export function oncePerVersion<T>(
  compute: (context: Context, runs: readonly OwnedRun[]) => T
): (context: Context, version: string) => T {
  const known = new WeakMap<Owner, Map<string, { value: T }>>();
  return (context, version) => {
    const { owner } = context;
    const ofOwner = known.get(owner) ?? new Map<string, { value: T }>();
    known.set(owner, ofOwner);
    const answer = ofOwner.get(version) ?? { value: compute(context, owner.runsOfVersion.get(version) ?? []) };
    ofOwner.set(version, answer);
    return answer.value;
  };
}
