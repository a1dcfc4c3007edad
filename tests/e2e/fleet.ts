/** The cluster of the fleet that the tests' own Prometheus holds beside the recordings. */
export const fleetCluster = 'fleet';

/** Another, with which there are more containers than raw series are computed of. */
export const otherCluster = 'more';

/** Whether the Grafana under test asks that Prometheus. */
export const hasFleet = process.env.E2E_FLEET === '1';
