import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { PLUGIN_API } from "../../src/plugins/define_plugin.ts";
import { publicNames } from "./public_names.ts";

const ROOT = new URL("../../", import.meta.url);
const LIST = new URL("public_names.txt", import.meta.url);

/** Programs: nothing is imported from them. */
const PROGRAMS: readonly string[] = ["./data", "./new", "./start", "./tour"];

Deno.test("the public names are those of public_names.txt (VESTIBULE_UPDATE=1 writes it anew)", async () => {
  const entries = Object.entries(config.exports).filter(([entry]) => !PROGRAMS.includes(entry));
  const lists = await Promise.all(entries.map(async ([entry, path]) => {
    const names = await publicNames(new URL(path, ROOT));
    assert.notEqual(names.length, 0, `${entry} offers something`);
    return [`[${entry}]`, ...names, ""];
  }));
  const now = [`api ${PLUGIN_API}`, "", ...lists.flat()];
  if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
    return await Deno.writeTextFile(LIST, now.join("\n"));
  }
  const listed = (await Deno.readTextFile(LIST)).split("\n");
  assert.deepEqual(now, listed, ADVICE);
});

const ADVICE = `What the package offers is not what tests/api/public_names.txt lists.
- Something was added: run this test with VESTIBULE_UPDATE=1, and say so in CHANGELOG.md.
- Something was taken away, renamed or changed its kind: that breaks plugins. Put it back; or, if it
  must be, raise PLUGIN_API in src/plugins/define_plugin.ts, run with VESTIBULE_UPDATE=1, and tell
  plugin authors in CHANGELOG.md what to write instead.`;
