import { selectorFor } from './selector';

const dashboard =
  (...variables: string[]) =>
  (text: string) =>
    text.replace(/\$\{(\w+)(:raw)?\}/g, (whole, name: string) => (variables.includes(name) ? 'value' : whole));

describe('selectorFor', () => {
  it('names the variables that the dashboard has', () => {
    expect(selectorFor(dashboard('namespace', 'pod'))).toBe('namespace=~"$namespace", pod=~"$pod"');
    expect(selectorFor(dashboard('cluster', 'namespace'))).toBe('cluster=~"$cluster", namespace=~"$namespace"');
  });

  it('is a matcher that works where it has none', () => {
    expect(selectorFor(dashboard())).toBe('job!=""');
    expect(selectorFor(dashboard('datasource', 'container'))).toBe('job!=""');
  });
});
