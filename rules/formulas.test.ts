import { formulas, type Formula, type Quantity } from '../src/composition/formulas';
import { evaluate } from '../src/metrics/expression';
import type { Role } from '../src/metrics/roles';
import { seeded } from '../tests/fixtures/frames';
import { containerBase, inRules } from './formulas';

const roles = ['usage', 'workingSet', 'rss', 'cache', 'inactiveFile', 'activeFile', 'sys', 'heapReleased'] as const;
type Accounts = Partial<Record<Role, number>>;

/** Random accounts; parts may be more than the whole, as of counters that are read one after the other. */
function accounts(random: () => number): Accounts {
  const usage = 1000;
  const [rss, cache] = [1010 * random(), 500 * random()];
  const base = Math.min(usage, rss + cache);
  return {
    usage,
    workingSet: base * random(),
    rss,
    cache,
    inactiveFile: usage * random(),
    activeFile: cache * random(),
    sys: 1500 * random(),
    heapReleased: 500 * random(),
  };
}

/** Rules record an excess only where its rule finds rss and working set. */
const hasExcess = ({ rss, workingSet }: Accounts): boolean => rss !== undefined && workingSet !== undefined;

const valueOf = (formula: Formula, known: Accounts): number =>
  evaluate<Quantity>(formula, (leaf): number => {
    if (typeof leaf === 'string') {
      return known[leaf] ?? NaN;
    }
    if (leaf.quantity === 'excess' && !hasExcess(known)) {
      return NaN;
    }
    return valueOf(leaf.quantity === 'base' ? containerBase : formulas[leaf.quantity], known);
  });

/** Rounded, so that the order of additions makes no difference. */
const thousandths = (value: number): number => Math.round(value * 1000) / 1000 + 0;

/** Every choice of what is scraped, several times. */
const cases = Array.from({ length: 4 * 2 ** roles.length }, (_, choice) => {
  const all = accounts(seeded(choice + 1));
  return Object.fromEntries(roles.filter((_role, i) => (choice >> i) & 1).map((role) => [role, all[role]]));
});

describe('formulas as rules write them', () => {
  it.each(Object.keys(inRules) as Array<keyof typeof inRules>)('%s is that of the panel, whatever is scraped', (quantity) => {
    const compared = cases.filter((known) => quantity !== 'excess' || hasExcess(known));
    const valuesOf = (formula: Formula) => compared.map((known) => thousandths(valueOf(formula, known)));
    const values = valuesOf(inRules[quantity]);
    expect(values).toEqual(valuesOf(formulas[quantity]));
    expect(values.filter((value) => value > 0).length).toBeGreaterThan(100);
    expect(values.some(Number.isNaN)).toBe(true);
  });
});
