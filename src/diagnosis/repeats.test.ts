import { eachOf, foldRepeats, latestOf } from './repeats';
import { plainText } from '../texts/plainText';
import { bytes, count, list, message } from './text';
import type { Finding, Message } from './types';

const kill = (to: number, headline: Message): Finding => ({
  id: 'oom-killed',
  confidence: 'proven',
  severity: 'critical',
  from: to - 60,
  to,
  upgrade: null,
  headline,
  evidence: [],
  refutedBy: headline,
  advice: headline,
  layers: [],
  bytes: to,
});
const pattern = (runs: number) => message('heap-growth.headline-pattern', { runs: count(runs), high: bytes(runs) });
const caused = (part: 'go' | 'cache') =>
  message('oom-killed.headline', { cause: list([message(`oom-killed.part-${part}`)]) });

describe('foldRepeats', () => {
  it('makes one of three and more that say the same, whatever their numbers and their order', () => {
    const [folded, ...more] = foldRepeats([kill(300, pattern(2)), kill(100, pattern(3)), kill(200, pattern(4))]);
    expect(more).toEqual([]);
    expect(folded).toMatchObject({ from: 40, to: 300, bytes: 300, severity: 'critical' });
    expect(plainText(folded.headline)).toMatch(/^3 times, the last: Live heap grew up to 2 B before each of 2 kills/);
    expect(plainText(folded.evidence[0].text)).toContain('00:00:00Z, 1970');
    expect(eachOf(folded).map(({ to }) => to)).toEqual([100, 200, 300]);
    expect(latestOf(folded).to).toBe(300);
  });

  it('keeps two, what has other causes, another severity or an upgrade of its own', () => {
    const two = [kill(100, pattern(2)), kill(200, pattern(2))];
    expect(foldRepeats(two)).toEqual(two);
    const causes = [kill(1, caused('go')), kill(2, caused('go')), kill(3, caused('cache'))];
    expect(foldRepeats(causes)).toHaveLength(3);
    expect(foldRepeats([...two, { ...kill(3, pattern(2)), severity: 'info' }])).toHaveLength(3);
    const upgrade = { from: 'go1.11', to: 'go1.12', at: 1 };
    expect(foldRepeats([1, 2, 3].map((to) => ({ ...kill(to, pattern(2)), upgrade })))).toHaveLength(3);
    expect(eachOf(two[0])).toEqual([two[0]]);
    expect(latestOf(two[0])).toBe(two[0]);
  });
});
