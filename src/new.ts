/**
 * `deno task new`: makes a folder with a new plugin or a new game in it.
 *
 * @module
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { makeNew } from "./cli/new/make_new.ts";

/** The exit code for a command line that makes no sense (EX_USAGE of sysexits). */
const EXIT_USAGE = 64;

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  // `deno task` runs in the folder of deno.json, and tells where it was typed.
  const cwd = Deno.env.get("INIT_CWD") ?? Deno.cwd();
  const outcome = await makeNew(argv, { cwd, checkout: checkoutOf(import.meta.url) });
  if (outcome.kind !== "refused") return console.log(outcome.text);
  for (const problem of outcome.problems) console.error(problem);
  console.error("Type --help to see what is possible.");
  Deno.exit(EXIT_USAGE);
}

/** Returns the folder of the checkout that a module of `src` is from, if it is a file. */
function checkoutOf(url: string): string | undefined {
  return url.startsWith("file:") ? dirname(dirname(fileURLToPath(url))) : undefined;
}
