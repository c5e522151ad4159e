import { asLetters, isCommonPassword } from "./common_password.ts";

/** Names of accounts: ASCII letters, digits and a few signs (behaviour 13.7). */
const ACCOUNT_NAME = /^[A-Za-z0-9@.+_-]+$/;

/** Names of characters: letters of any script, with spaces, apostrophes and hyphens inside. */
const CHARACTER_NAME = /^\p{L}[\p{L}\p{M}' -]*\p{L}$/u;

/**
 * Says what is wrong with an account's name.
 *
 * @returns One sentence for the user, or `null`.
 */
export function accountNameProblem(name: string): string | null {
  if (name.length < 3 || name.length > 30) return "The name must have 3 to 30 characters.";
  if (!ACCOUNT_NAME.test(name)) return "The name may hold letters, digits and @ . + - _ only.";
  return null;
}

/**
 * Says what is wrong with a character's name.
 *
 * @returns One sentence for the user, or `null`.
 */
export function characterNameProblem(name: string): string | null {
  if (name.length < 2 || name.length > 30) return "The name must have 2 to 30 characters.";
  if (!CHARACTER_NAME.test(name.normalize("NFC"))) {
    return "The name may hold letters, spaces, ' and - only, and begins and ends with a letter.";
  }
  return null;
}

/**
 * Says what is wrong with a password (behaviour 13.7).
 *
 * @param password The password.
 * @param name The account's name, which it may not resemble.
 * @param minLength The fewest characters.
 * @returns One sentence for the user, or `null`.
 */
export function passwordProblem(password: string, name: string, minLength: number): string | null {
  if ([...password].length < minLength) {
    return `The password must have at least ${minLength} characters.`;
  }
  if (password.length > 1000) return "The password must have at most 1000 characters.";
  if (/^\d+$/.test(password)) return "The password may not be digits only.";
  if (isCommonPassword(password)) {
    return "That password is among the first that anybody would guess. " +
      "Take three or four words that do not belong together.";
  }
  return resembles(password, name) ? "The password may not resemble the name." : null;
}

/** Tells whether one holds the other, forwards or backwards, or with signs in place of letters. */
function resembles(password: string, name: string): boolean {
  const own = name.toLowerCase();
  const plain = password.normalize("NFKC").toLowerCase();
  return [plain, asLetters(plain)].some((text) =>
    [own, asLetters(own)].some((word) =>
      text.includes(word) || word.includes(text) || text.includes([...word].reverse().join(""))
    )
  );
}
