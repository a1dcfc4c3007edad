import { testRegistry } from '../../tests/fixtures/panel/registry';

it('offers the standard options that have an effect, and no others', () => {
  const ids = testRegistry()
    .list()
    .map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining(['unit', 'min', 'max', 'decimals', 'noValue', 'links', 'thresholds']));
  expect(ids).not.toContain('fieldMinMax');
  expect(ids).not.toContain('actions');
});
