import type { Settings } from '../diagnosis/options';
import { oncePer } from '../metrics/oncePer';
import { kubernetesNames } from '../workloads/labels';
import { haveOneOwner } from '../workloads/owner';
import { killLimits, largestLimit } from './kills';
import { isNeedKnown, upperNeed } from './need';
import { leakOf, leastWindow } from './obstacles';
import type { Replica } from './types';
import { presentWindow, quantile, valuesIn } from './window';

/**
 * The workload that decides the sizes of a pod template: of all pods of one owner and one release, the one that needs
 * most or was killed at most, or whose need grows without end. A standby becomes the leader, and shards have one
 * template. The workload itself comes first where others are alike.
 */
export function decisiveOf(own: Replica, workloads: readonly Replica[], settings: Settings): Replica {
  const demandOf = demands(settings);
  return workloads
    .filter((other) => haveOneTemplate(other, own))
    .reduce((most, other) => (demandOf(other) > demandOf(most) ? other : most), own);
}

function haveOneTemplate(a: Replica, b: Replica): boolean {
  const [one, other] = [a, b].map(({ composition: { instances } }) => instances[instances.length - 1]);
  const [own, another] = [a.composition.workload, b.composition.workload];
  return (
    haveOneOwner(own, another) &&
    templateOf(kubernetesNames(own).pod) === templateOf(kubernetesNames(another).pod) &&
    one?.goVersion === other?.goVersion &&
    one?.image === other?.image
  );
}

/**
 * Pod name without what tells pods of one template apart: a Deployment names them after a hash of the template, so that
 * a deploy that mends a leak is another one; a CronJob after the minute of the run, which is left out.
 */
const templateOf = (pod: string): string => pod.replace(/(-\d{7,})?-[^-]*$/, '');

/** Each pod of an owner asks for those of all the others. */
const demands = oncePer((settings: Settings) => oncePer((replica: Replica) => demandOf(replica, settings)));

/** What a limit has to be above, bytes: infinite for a leak, nothing where the range says too little. */
function demandOf({ composition, findings }: Replica, settings: Settings): number {
  if (!isNeedKnown(composition)) {
    return 0;
  }
  const least = leastWindow(settings);
  const window = presentWindow(composition, least);
  if (window.to - window.from < least) {
    return 0;
  }
  const peak = quantile(valuesIn(window, upperNeed(composition)), 1);
  return leakOf(composition, findings, window)
    ? Infinity
    : Math.max(peak, largestLimit(killLimits(composition, findings)));
}
