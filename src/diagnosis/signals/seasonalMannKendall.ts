import { kendallS, kendallVariance, trendTest, type TrendTest } from './mannKendall';
import { medianOfKnown } from '../../metrics/median';

/** Values of one season (a time of day) in the order of the cycles (days); NaN where one is missing. */
export type Season = Float64Array;

const known = (season: Season): Float64Array => season.filter(Number.isFinite);

/**
 * Seasonal Mann-Kendall: s of each season is added up, so that only the same time of different days is compared. The
 * variance is the sum of the seasons', as if these did not depend on each other: Hirsch, Slack and Smith (1982), Water
 * Resources Research 18:107.
 */
export function seasonalMannKendall(seasons: readonly Season[]): TrendTest {
  let [s, variance] = [0, 0];
  for (const season of seasons.map(known)) {
    s += kendallS(season);
    variance += kendallVariance(season);
  }
  return trendTest(s, variance);
}

/**
 * The same where seasons depend on each other, as the hours of one day do: Hirsch and Slack (1984), Water Resources
 * Research 20:727. The covariance of two seasons is (K + 4 sum R_g R_h - n(n+1)²)/3, with the K of Dietz and Killeen
 * (1981) and ranks R. Seasons that lack a value are left out. At best z = n(n-1)/2 / sqrt(n(n-1)(2n+5)/18), however
 * many seasons there are: 1 for two days, 2.04 for four, 2.45 for five.
 */
export function hirschSlack(seasons: readonly Season[]): TrendTest {
  const whole = seasons.filter((season) => known(season).length === season.length);
  const s = whole.reduce((sum, season) => sum + kendallS(season), 0);
  const all = whole.map(signs);
  let variance = 0;
  for (let g = 0; g < all.length; g++) {
    for (let h = g; h < all.length; h++) {
      variance += covariance(all[g], all[h]) * (g === h ? 1 : 2);
    }
  }
  return trendTest(s, variance);
}

/** Signs of the differences of all pairs, in order, and the rank of each value. */
interface Signs {
  pairs: Int8Array;
  ranks: Float64Array;
}

function signs(season: Season): Signs {
  const n = season.length;
  const pairs = new Int8Array((n * (n - 1)) / 2);
  const ranks = new Float64Array(n).fill((n + 1) / 2);
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const sign = Math.sign(season[j] - season[i]);
      pairs[count++] = sign;
      ranks[j] += sign / 2;
      ranks[i] -= sign / 2;
    }
  }
  return { pairs, ranks };
}

function covariance(one: Signs, other: Signs): number {
  const n = one.ranks.length;
  let sum = -n * (n + 1) ** 2;
  for (let i = 0; i < n; i++) {
    sum += 4 * one.ranks[i] * other.ranks[i];
  }
  for (let k = 0; k < one.pairs.length; k++) {
    sum += one.pairs[k] * other.pairs[k];
  }
  return sum / 3;
}

/**
 * Seasonal Kendall slope: median of the slopes between all pairs of one season, per cycle (Hirsch, Slack, Smith
 * 1982).
 */
export function seasonalSlope(seasons: readonly Season[]): number {
  const slopes: number[] = [];
  for (const season of seasons) {
    for (let i = 0; i < season.length; i++) {
      for (let j = i + 1; j < season.length; j++) {
        const slope = (season[j] - season[i]) / (j - i);
        if (Number.isFinite(slope)) {
          slopes.push(slope);
        }
      }
    }
  }
  return medianOfKnown(Float64Array.from(slopes));
}
