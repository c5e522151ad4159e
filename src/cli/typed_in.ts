/**
 * Returns the folder in which the command was typed: `deno task` runs in the folder of `deno.json`,
 * and tells where that was.
 */
export function typedIn(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}
