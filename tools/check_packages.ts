/**
 * Checks that every package of the workspace can be published: its documentation is complete, and
 * a rehearsal of its publication, in its own folder, finds nothing. The root's rehearsal skips the
 * members.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

interface Manifest {
  readonly exports?: string | Readonly<Record<string, string>>;
  readonly workspace?: readonly string[];
}

const ROOT = new URL("../", import.meta.url);

const { workspace = [] } = manifestOf(ROOT);
for (const folder of [ROOT, ...workspace.map((member) => new URL(`${member}/`, ROOT))]) {
  // What a member shows of the core is documented there, so the core's entries are read with it.
  run(["doc", "--lint", ...new Set([...entriesOf(folder), ...entriesOf(ROOT)])], folder);
  run(["publish", "--dry-run", "--allow-dirty", "--quiet"], folder);
}

function entriesOf(folder: URL): readonly string[] {
  const { exports = {} } = manifestOf(folder);
  const entries = typeof exports === "string" ? [exports] : Object.values(exports);
  return entries.filter((entry) => entry.endsWith(".ts"))
    .map((entry) => fileURLToPath(new URL(entry, folder)));
}

function manifestOf(folder: URL): Manifest {
  return JSON.parse(readFileSync(new URL("deno.json", folder), "utf8"));
}

/** Ends with the code of the first command that fails. */
function run(args: readonly string[], folder: URL): void {
  const cwd = fileURLToPath(folder);
  console.log(`${cwd}: deno ${args.join(" ")}`);
  const { code } = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    stdout: args[0] === "doc" ? "null" : "inherit",
    stderr: "inherit",
  }).outputSync();
  if (code !== 0) Deno.exit(code);
}
