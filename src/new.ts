/**
 * `deno task new`: makes a folder with a new plugin or a new game in it.
 *
 * @module
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { makeNew } from "./cli/new/make_new.ts";
import { refuseUsage } from "./cli/refuse_usage.ts";
import { typedIn } from "./cli/typed_in.ts";

if (import.meta.main) await main(Deno.args);

async function main(argv: readonly string[]): Promise<void> {
  const outcome = await makeNew(argv, { cwd: typedIn(), checkout: checkoutOf(import.meta.url) });
  if (outcome.kind !== "refused") return console.log(outcome.text);
  refuseUsage(outcome.problems);
}

/** Returns the folder of the checkout that a module of `src` is from, if it is a file. */
function checkoutOf(url: string): string | undefined {
  return url.startsWith("file:") ? dirname(dirname(fileURLToPath(url))) : undefined;
}
