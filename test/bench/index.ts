/** `npm run bench`: what the package costs, in figures. Ends with code 1 when one is over its limit. */
import { measureLoadTime } from './loadTime';

const { lines, failed } = measureLoadTime();
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = failed ? 1 : 0;
