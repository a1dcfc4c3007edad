import { find } from '../../../tests/fixtures/diagnosis';
import { flat, growing, rss, type Course } from '../../../tests/fixtures/growing';

const sys = 'go_memstats_sys_bytes';
const heapSys = 'go_memstats_heap_sys_bytes';
const stackSys = 'go_memstats_stack_sys_bytes';

const heap: Course = () => 100;
const stacks: Course = () => 10;
/** What the runtime takes beside both, MiB. */
const grows: Course = (share) => 20 + 400 * share;

interface Given {
  runtime?: Course;
  heapOf?: Course;
  resident?: Course;
  hours?: number;
  without?: string[];
}

/** Without released heap nothing is known to be outside of Go. */
function found({ runtime = grows, heapOf = heap, resident, hours = 8, without = [] }: Given) {
  const series: Record<string, Course> = {
    [sys]: (share) => heapOf(share) + stacks(share) + runtime(share),
    [heapSys]: heapOf,
    [stackSys]: stacks,
    ...(resident && { [rss]: resident }),
  };
  without.forEach((metric) => delete series[metric]);
  return find(growing(series, hours), 'off-heap-growth');
}

describe('off-heap growth of the runtime', () => {
  it('is what Go takes beside heap and stacks', () => {
    const finding = found({});
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      headline: { id: 'off-heap-growth.headline-runtime' },
      advice: { id: 'off-heap-growth.advice-runtime' },
      refutedBy: { id: 'off-heap-growth.refuted-runtime' },
      layers: ['runtime'],
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise']);
    expect(finding?.evidence[0].promql).toMatch(
      /sys_bytes\{.*- max\(go_memstats_heap_sys_bytes\{.*- max\(go_memstats_stack/
    );
  });

  it('is information where it has ended, or may be load', () => {
    const ended: Course = (share) => 20 + 400 * Math.min(1, Math.max(0, share - 0.3) * 3);
    expect(found({ runtime: ended })).toMatchObject({ severity: 'info', confidence: 'possible' });
    expect(found({ runtime: (share) => 300 + 100 * share, hours: 1 })).toMatchObject({ severity: 'info' });
  });

  it('is nothing that rises with its process and stays', () =>
    expect(found({ runtime: (share) => 20 + 400 * Math.min(1, 4 * share) })).toBeUndefined());

  it('is no part of a heap that grows by four times as much', () => {
    expect(found({ heapOf: (share) => 100 + 1500 * share })).toBeDefined();
    expect(found({ heapOf: (share) => 100 + 1700 * share })).toBeUndefined();
  });

  it('is resident by half, where that is known', () => {
    expect(found({ resident: (share) => 300 + 220 * share })).toBeDefined();
    expect(found({ resident: (share) => 300 + 180 * share })).toBeUndefined();
    expect(found({ resident: flat })).toBeUndefined();
  });

  it('needs all three series', () => {
    expect(found({ without: [sys] })).toBeUndefined();
    expect(found({ without: [heapSys] })).toBeUndefined();
    expect(found({ without: [stackSys] })).toBeUndefined();
  });

  it('is nothing where it stays', () => expect(found({ runtime: flat })).toBeUndefined());
});
