import { causes, type Cause } from '../synthetic/causes';
import { alarmKinds } from './alarms';
import { baseKinds } from './bases';
import { endKinds } from './ends';
import type { Kind } from './kind';
import { killKinds } from './kills';
import { loadKinds } from './loads';
import { oddKinds } from './odd';
import { readingKinds } from './readings';
import { setupKinds } from './setups';
import { uncountedKinds } from './uncounted';
import { undecidedKinds } from './undecided';
import { unreadKinds } from './unread';

/** A healthy cause, degraded like everything else. */
const healthy = ({ name, allowed, build }: Cause): Kind => ({ number: 0, name, truth: {}, allowed, needs: [], build });

/** THE list of kinds; number 0 are the healthy ones. */
export const kinds: readonly Kind[] = [
  ...[
    ...killKinds,
    ...baseKinds,
    ...undecidedKinds,
    ...alarmKinds,
    ...setupKinds,
    ...oddKinds,
    ...endKinds,
    ...loadKinds,
    ...readingKinds,
    ...uncountedKinds,
    ...unreadKinds,
  ].sort((a, b) => a.number - b.number),
  ...causes.filter(({ name }) => name.startsWith('healthy')).map(healthy),
];
