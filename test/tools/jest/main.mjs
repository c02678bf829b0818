/** Runs Jest and ends with one line that says how many tests passed and failed. */
import { runJest } from './runJest.mjs';

const { passed, failed } = await runJest(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
