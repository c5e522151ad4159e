import assert from "node:assert/strict";
import type { Report } from "../../bench/figures.ts";
import { markdown } from "../../bench/report/markdown.ts";
import { pictures } from "../../bench/report/picture.ts";
import { assertGenerated } from "../docs/generated_page.ts";

const ROOT = new URL("../../", import.meta.url);

function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, ROOT));
}

/** The last whole run, kept beside the bench. */
function measured(): Report {
  // Written by `deno task bench`.
  return JSON.parse(read("bench/measured.json")) as Report;
}

Deno.test("docs/performance.md has the figures of the last run (VESTIBULE_UPDATE=1 writes it anew)", () => {
  const { at, deno, machine } = measured();
  assertGenerated("docs/performance.md", "run", `${at.slice(0, 10)}, Deno ${deno}, ${machine}.`);
  assertGenerated("docs/performance.md", "figures", markdown(measured()));
});

Deno.test("the pictures of docs/performance.md are of the last run", () => {
  for (const [file, picture] of pictures(measured())) {
    const path = `docs/images/${file}`;
    if (Deno.env.get("VESTIBULE_UPDATE") === "1") {
      Deno.writeTextFileSync(new URL(path, ROOT), picture);
    }
    assert.equal(read(path), picture, path);
    assert.ok(read("docs/performance.md").includes(`(images/${file})`), path);
  }
});
