import { measuredReadme } from './documents';
import { testUpToDate } from './upToDate';

testUpToDate([measuredReadme()]);
