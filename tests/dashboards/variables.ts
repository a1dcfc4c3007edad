import { choices } from '../../dashboards/parts';

/** An expression of a dashboard as Grafana would send it, with everything chosen. */
export function fillVariables(expr: string, values: Record<string, string>): string {
  const known: Record<string, string> = {
    ...Object.fromEntries(choices.map(({ name }) => [name, '.*'])),
    __rate_interval: '1m',
    ...values,
  };
  return expr.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => known[name] ?? whole);
}
