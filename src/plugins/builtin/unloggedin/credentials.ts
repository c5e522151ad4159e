/** What was typed behind `connect` or `create`; what was left out is empty. */
export type Credentials =
  | { readonly kind: "given"; readonly name: string; readonly password: string }
  | { readonly kind: "tooMany" };

const WORD = /"([^"]*)"|(\S+)/g;

/**
 * Reads a name and a password; either may stand in double quotes.
 *
 * @param args What followed the command's name.
 */
export function parseCredentials(args: string): Credentials {
  const words = [...args.matchAll(WORD)].map(([, quoted, plain]) => (quoted ?? plain ?? "").trim());
  const [name = "", password = "", ...others] = words;
  return others.length > 0 ? { kind: "tooMany" } : { kind: "given", name, password };
}
