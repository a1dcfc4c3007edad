import type { Role } from '../../metrics/types';
import { composition } from '../../../tests/fixtures/panel/fixture';
import { lackingQueries } from './lacking';

function having(roles: Role[]) {
  const made = composition({ layers: { anonymous: [1] } });
  made.workload.series = Object.fromEntries(roles.map((role) => [role, new Float64Array(1)]));
  return made;
}
const container: Role[] = ['usage', 'workingSet', 'rss', 'cache'];
const go: Role[] = ['sys', 'heapReleased'];

describe('lackingQueries', () => {
  it.each([
    ['nothing', [...container, ...go], []],
    ['Go series', container, ['go']],
    ['some Go series', [...container, 'sys' as const], ['go']],
    ['nothing of OpenTelemetry', [...container, 'otelOther' as const], []],
    ['some container series', ['usage' as const, 'workingSet' as const, ...go], ['container']],
    ['both', ['usage' as const], ['container', 'go']],
  ])('of %s', (_, roles, expected) => expect(lackingQueries(having(roles))).toEqual(expected));
});
