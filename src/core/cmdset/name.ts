/** The longest name of a command or cmdset, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 60;

const ASCII = /^\p{ASCII}*$/u;
const CONTROL = /\p{Cc}/u;

/**
 * Folds a name to the form in which names are compared: lower case, of the same length.
 *
 * A character whose lower case is longer stays as it is, so that a length in the folded text is
 * the same length in what was typed.
 */
export function foldName(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase();
  let folded = "";
  for (const char of name) {
    const lower = char.toLowerCase();
    folded += lower.length === char.length ? lower : char;
  }
  return folded;
}

/**
 * Checks a name that a programmer chose.
 *
 * @param name The name.
 * @param what What it names, for the error: `command key`.
 * @throws {TypeError} When it is empty, longer than {@linkcode MAX_NAME_LENGTH}, has space around
 * it or a control character in it.
 */
export function checkName(name: string, what: string): void {
  const shown = JSON.stringify(name.slice(0, MAX_NAME_LENGTH));
  if (name === "") fail(what, "not be empty", shown);
  if (name.trim() !== name) fail(what, "not begin or end with a space", shown);
  if (CONTROL.test(name)) fail(what, "not hold a control character", shown);
  if (name.length > MAX_NAME_LENGTH) {
    fail(what, `have at most ${MAX_NAME_LENGTH} characters`, `${name.length} characters`);
  }
}

function fail(what: string, rule: string, state: string): never {
  throw new TypeError(`Cannot use ${what} as it must ${rule}: current value is ${state}`);
}
