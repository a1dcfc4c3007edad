/** Labels that tell Prometheus servers of one highly available pair apart. */
const replicaLabels = ['prometheus_replica', '__replica__', 'replica', 'prometheus', 'thanos_replica', 'ruler_replica'];

/** Labels that say where a series was scraped from. */
export const scrapeLabels = ['job', 'instance', 'endpoint', 'metrics_path', 'service', 'node', ...replicaLabels];
