import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import type { Settings } from '../options';

/**
 * A signal that is computed once for each run of a diagnosis, however many findings ask for it. One that is asked for in
 * the context of another pod may look at nothing but composition and settings.
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
