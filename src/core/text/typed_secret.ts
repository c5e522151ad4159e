import { isSecretName } from "./secret_names.ts";

/** What logs in: its name may be shown, and nothing behind it. */
const CREDENTIALS = /^\s*(?:connect|conn?|co|create|cre|cr)\b(?:\s*(?:"[^"]*"|\S+))?/i;
/** What asks for a secret after the login, behind its first word. */
const ASKS_SECRET = /^\s*(?:2fa|claim|connect|create|login|register)\b/i;

/**
 * Returns the beginning of a line typed at the login screen that logs in, up to where a password may
 * begin; `undefined` of another line.
 */
export function beforeCredentials(text: string): string | undefined {
  return CREDENTIALS.exec(text)?.[0];
}

/**
 * Returns the beginning of a line typed after the login, up to where a secret may begin: all of it,
 * where no word speaks of passwords.
 */
export function beforeSecret(text: string): string {
  const asking = ASKS_SECRET.exec(text)?.[0];
  if (asking !== undefined) return asking;
  const words = [...text.matchAll(/\S+/g)];
  const secret = words.find(([word]) => isSecretName(word));
  if (secret === undefined) return text;
  // Of a word that speaks of passwords all but the letters may be the password itself.
  const letters = /^[\W\d_]*[a-z]+/i.exec(secret[0])?.[0] ?? "";
  return text.slice(0, secret.index) + letters;
}
