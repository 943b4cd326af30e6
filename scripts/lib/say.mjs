/** What scripts tell the person. Always on stderr: stdout belongs to the command's own result (`cli --json`). */

const colour = process.stderr.isTTY && !process.env['NO_COLOR'];

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/** A heading of a part of the work. @param {string} text */
export function sayPart(text) {
  say(colour ? `\u001b[1m── ${text}\u001b[0m` : `── ${text}`);
}

/** @param {number} startedMs as `performance.now()` gave it @returns {string} */
export function secondsSince(startedMs) {
  return `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
}

/**
 * Something that a person can mend. `remedy` is the exact command or step that mends it.
 * Shown without a stack.
 */
export class SetupError extends Error {
  /** @param {string} message @param {string} [remedy] */
  constructor(message, remedy) {
    super(remedy ? `${message}\n  → ${remedy}` : message);
    this.name = 'SetupError';
  }
}
