import common from "./common_passwords.txt" with { type: "text" };

/**
 * The 20,000 passwords that were found most often in what was stolen elsewhere: the list of Django
 * 5.2, by Royce Williams, under the licence in `common_passwords_licence.txt`.
 */
const COMMON: ReadonlySet<string> = new Set(common.split("\n").filter((line) => line !== ""));

/** The signs that stand for a letter in a password. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" },
  ...{ "@": "a", "$": "s", "!": "i" },
};

/** What is put behind a word, or before it, to make it look like another. */
const TRIMMINGS = /^\d{1,4}(?=\D)|(?<=[^\d!])[\d!]{1,4}$/g;

/**
 * Tells whether a password is one that is guessed first: a common one in any case, with a few digits
 * before or behind it, or with signs in place of letters.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize("NFKC").toLowerCase();
  const bare = plain.replace(TRIMMINGS, "");
  return [plain, bare, asLetters(plain), asLetters(bare)].some((guess) => COMMON.has(guess));
}

/** Returns a password with letters in place of the signs that look like them. */
export function asLetters(password: string): string {
  return password.replace(/[013457@$!]/g, (sign) => LETTERS[sign] ?? sign);
}
