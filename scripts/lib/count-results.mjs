/** Adds up what the parts of a test run found. Pure: it reads reports that were already parsed. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @param {readonly Counts[]} parts @returns {Counts} */
export function sumCounts(parts) {
  return parts.reduce((sum, part) => ({ passed: sum.passed + part.passed, failed: sum.failed + part.failed, skipped: sum.skipped + part.skipped }), { passed: 0, failed: 0, skipped: 0 });
}

/**
 * The line that ends a test run; other tools read it.
 * @param {Pick<Counts, 'passed' | 'failed'>} counts
 * @returns {string}
 */
export function closingLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/**
 * @typedef {object} VitestReport as its JSON reporter writes it
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {Array<{ status: string, assertionResults: Array<{ status?: string, fullName?: string }> }>} testResults
 */

/**
 * A file that could not even be loaded has no tests, so it is counted as one failure.
 * @param {VitestReport} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const brokenFiles = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles, skipped: report.numPendingTests + (report.numTodoTests ?? 0) };
}

/** @param {VitestReport} report @returns {string[]} names of the tests that were not run */
export function skippedTests(report) {
  return report.testResults.flatMap((file) => file.assertionResults).flatMap(({ status, fullName = '' }) => (['skipped', 'pending', 'todo', 'disabled'].includes(status ?? '') ? [fullName] : []));
}

/**
 * @typedef {object} PlaywrightReport as its JSON reporter writes it
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {unknown[]} [errors] faults outside any test
 */

/** @param {PlaywrightReport} report @returns {Counts} */
export function countPlaywright({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/**
 * A part that went wrong without a failing test (a crash, a time limit) must not look fine.
 * @param {Counts} counts
 * @param {number} exitCode
 * @returns {Counts}
 */
export function withExitCode(counts, exitCode) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
