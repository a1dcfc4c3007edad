import * as actual from '../../src/metrics/oncePer';

// Stands in for src/metrics/oncePer.ts in the tests of mutants: what is computed once is computed anew for each mutant.

declare global {
  var mutantsTried: number;
}

/** Makes the function anew, with nothing remembered, for each mutant. */
function perMutant<Args extends unknown[], T>(make: () => (...args: Args) => T): (...args: Args) => T {
  let of = -1;
  let made = make();
  return (...args) => {
    if (of !== globalThis.mutantsTried) {
      of = globalThis.mutantsTried;
      made = make();
    }
    return made(...args);
  };
}

export const oncePer: typeof actual.oncePer = (compute) => perMutant(() => actual.oncePer(compute));
export const oncePerText: typeof actual.oncePerText = (compute) => perMutant(() => actual.oncePerText(compute));
export const once: typeof actual.once = (compute) => perMutant(() => actual.once(compute));
