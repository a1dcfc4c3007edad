import { isUnlimitedGoal, liveShare, wasNeverCollected } from './goal';

const same = (value: number, count = 5) => new Float64Array(count).fill(value);
const whole = { start: 0, end: 5 };

describe('isUnlimitedGoal', () => {
  it('is a goal of two thirds of GOMEMLIMIT', () => {
    expect(isUnlimitedGoal(same(60), same(90), whole)).toBe(true);
    expect(isUnlimitedGoal(same(59), same(90), whole)).toBe(false);
  });

  it('is none at all where nothing limits it', () => {
    expect(isUnlimitedGoal(same(2 ** 63), same(NaN), whole)).toBe(true);
    expect(isUnlimitedGoal(same(2 ** 62), same(NaN), whole)).toBe(true);
    expect(isUnlimitedGoal(same(2 ** 40), same(NaN), whole)).toBe(false);
  });

  it('is what is usual in the range', () => {
    const goal = Float64Array.of(90, 10, 10, 90, 90);
    expect(isUnlimitedGoal(goal, same(90), whole)).toBe(true);
    expect(isUnlimitedGoal(goal, same(90), { start: 0, end: 3 })).toBe(false);
    expect(isUnlimitedGoal(goal, same(90), { start: 3, end: 5 })).toBe(true);
  });
});

describe('wasNeverCollected', () => {
  it('is a counter that stays', () => {
    const gcCount = Float64Array.of(1, 2, 2, 2, 3);
    expect(wasNeverCollected({ gcCount }, { start: 1, end: 4 })).toBe(true);
    expect(wasNeverCollected({ gcCount }, { start: 1, end: 5 })).toBe(false);
    expect(wasNeverCollected({ gcCount }, { start: 0, end: 4 })).toBe(false);
    expect(wasNeverCollected({}, whole)).toBe(false);
  });
});

describe('liveShare', () => {
  it('is the lowest twentieth of all shares of the goal', () => {
    const heap = Float64Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(liveShare(heap, same(200, 100), { start: 0, end: 100 })).toBe(6 / 200);
    expect(liveShare(heap, same(200, 100), { start: 0, end: 50 })).toBe(53 / 200);
  });

  it('is made of what is known', () => {
    expect(liveShare(Float64Array.of(NaN, 50, 60), Float64Array.of(100, 100, NaN), { start: 0, end: 3 })).toBe(0.5);
    expect(liveShare(same(NaN), same(100), whole)).toBeNaN();
    expect(liveShare(Float64Array.of(90, 10, 50), Float64Array.of(100, 20, 100), { start: 1, end: 3 })).toBe(0.5);
  });
});
