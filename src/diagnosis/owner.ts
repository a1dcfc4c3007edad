import type { Composition, CompositionInstance } from '../composition/types';

/** One run of one pod. */
export interface OwnedRun {
  composition: Composition;
  instance: CompositionInstance;
}

/** Pods of one owner, made for one diagnosis. */
export class Owner {
  /** Runs of all pods by Go version; runs without one have none. */
  readonly runsOfVersion = new Map<string, OwnedRun[]>();

  constructor(readonly pods: readonly Composition[]) {
    for (const composition of pods) {
      for (const instance of composition.instances) {
        const { goVersion } = instance;
        if (goVersion !== null) {
          const runs = this.runsOfVersion.get(goVersion) ?? [];
          this.runsOfVersion.set(goVersion, runs);
          runs.push({ composition, instance });
        }
      }
    }
  }
}
