import { finding, start, workloadModel } from '../../tests/fixtures/panel/fixture';
import { chooseWorkload, noticeOf, shades, verdictOf } from './verdict';

const lack = finding({ id: 'insufficient-data' });
const freed = finding();
const risk = finding({ id: 'oom-risk', severity: 'critical', bytes: 1 });

describe('verdict and notice', () => {
  it.each([
    ['nothing', [], null, null],
    ['a finding', [freed], freed, null],
    ['a lack of data beside a finding', [lack, freed], freed, lack],
    ['a lack of data alone', [lack], lack, null],
  ])('of %s', (_, findings, verdict, notice) => {
    expect(verdictOf(findings)).toBe(verdict);
    expect(noticeOf(findings)).toBe(notice);
  });
});

describe('chooseWorkload', () => {
  const healthy = workloadModel('a-healthy', []);
  const small = workloadModel('b-small', [finding({ bytes: 1 })]);
  const large = workloadModel('c-large', [finding({ bytes: 2 })]);
  const critical = workloadModel('d-critical', [risk]);
  const lacking = workloadModel('e-lacking', [lack]);
  const growing = workloadModel('f-growing', [
    finding({ id: 'off-heap-growth', headline: { id: 'off-heap-growth.headline', values: {} }, bytes: 1 }),
  ]);

  it.each([
    ['the more severe', [healthy, small, critical, large], critical],
    ['the larger of equally severe', [healthy, small, large], large],
    ['a finding before a lack of data', [lacking, small], small],
    ['health before a lack of data, as of a sidecar', [lacking, healthy], healthy],
    ['a cause before a larger reassurance of equal severity', [large, growing], growing],
    ['the first of equals', [healthy], healthy],
  ])('takes %s', (_, workloads, expected) => expect(chooseWorkload(workloads, null)).toBe(expected));

  it('keeps what was chosen while it exists', () => {
    expect(chooseWorkload([healthy, critical], 'a-healthy')).toBe(healthy);
    expect(chooseWorkload([healthy, critical], 'gone')).toBe(critical);
  });
});

describe('shades', () => {
  const span = (from: number, to: number, severity: 'info' | 'warning' | 'critical') =>
    finding({ from: start + from, to: start + to, severity });
  const relative = (...findings: Array<ReturnType<typeof span>>) =>
    shades(findings).map(({ from, to, severity }) => [from - start, to - start, severity]);

  it('do not overlap and show the worst', () => {
    expect(relative(span(0, 10, 'info'), span(4, 6, 'critical'))).toEqual([
      [0, 4, 'info'],
      [4, 6, 'critical'],
      [6, 10, 'info'],
    ]);
  });

  it('join where severities agree, and leave holes', () => {
    expect(relative(span(0, 4, 'info'), span(4, 6, 'info'), span(8, 9, 'info'))).toEqual([
      [0, 6, 'info'],
      [8, 9, 'info'],
    ]);
  });

  it('ignore the lack of data', () => expect(shades([lack])).toEqual([]));
});
