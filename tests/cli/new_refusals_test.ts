import assert from "node:assert/strict";
import { makeNew, type NewOutcome } from "../../src/cli/new/make_new.ts";
import { withMember } from "../../src/cli/new/workspace.ts";
import { type TempFolder, tempFolder } from "./temp_folder.ts";

Deno.test("makeNew() writes nothing into a folder that holds something", async () => {
  await using folder = await tempFolder();
  await folder.write("letter.txt", "Dear Bert");
  const outcome = await inFolder(folder, ["plugin", "weather", "--dir", "."]);
  assert.match(problems(outcome), /must be empty, or not there yet: it holds letter\.txt\. Choose/);
  assert.deepEqual(await names(folder.path), ["letter.txt"]);
});

Deno.test("makeNew() refuses a folder whose name is a file's", async () => {
  await using folder = await tempFolder();
  await folder.write("weather", "sunny");
  const outcome = await inFolder(folder, ["plugin", "weather"]);
  assert.match(problems(outcome), /must be a folder that can be written: .*EEXIST[\s\S]*--dir DIR/);
  assert.equal(await Deno.readTextFile(`${folder.path}/weather`), "sunny");
});

Deno.test("makeNew() refuses a folder that cannot be made", async () => {
  await using folder = await tempFolder();
  await folder.write("file", "");
  const outcome = await inFolder(folder, ["game", "village", "--dir", "file/village"]);
  assert.match(problems(outcome), /must be a folder that can be written: .*ENOTDIR/);
});

Deno.test("makeNew() writes into an empty folder, and where it was typed unless told", async () => {
  await using folder = await tempFolder();
  await Deno.mkdir(`${folder.path}/weather`);
  const plugin = await inFolder(folder, ["plugin", "weather"]);
  const game = await inFolder(folder, ["game", "village"]);
  assert.match(plugin.kind === "made" ? plugin.text : problems(plugin), /\n {2}cd weather\n/);
  assert.match(game.kind === "made" ? game.text : problems(game), /\n {2}deno task start\n/);
  assert.deepEqual(await names(folder.path), ["village", "weather"]);
});

Deno.test("makeNew() in a checkout puts a plugin in plugins/ and into the workspace", async () => {
  await using checkout = await tempFolder();
  await checkout.write("deno.json", `{\n  "workspace": ["./plugins/chargen"],\n  "x": 1\n}\n`);
  const places = { cwd: checkout.path, checkout: checkout.path };
  assert.equal((await makeNew(["plugin", "weather"], places)).kind, "made");
  assert.equal((await makeNew(["game", "village"], places)).kind, "made");
  assert.equal(
    await Deno.readTextFile(`${checkout.path}/deno.json`),
    `{\n  "workspace": ["./plugins/chargen", "./plugins/weather", "./village"],\n  "x": 1\n}\n`,
  );
  const own = JSON.parse(await Deno.readTextFile(`${checkout.path}/plugins/weather/deno.json`));
  assert.deepEqual([own.links, own.unstable], [undefined, undefined]);
});

Deno.test("makeNew() in a checkout without a list of members writes nothing", async () => {
  await using checkout = await tempFolder();
  await checkout.write("deno.json", "{}\n");
  const places = { cwd: checkout.path, checkout: checkout.path };
  const outcome = await makeNew(["plugin", "weather"], places);
  assert.match(problems(outcome), /there is no "workspace": \[ … \] in it\. Choose a folder elsew/);
  assert.deepEqual(await names(checkout.path), ["deno.json"]);
});

Deno.test("withMember() breaks the list when it grows long, and names nobody twice", () => {
  const long = `./plugins/${"w".repeat(58)}`;
  const text = `{ "workspace": ["./plugins/chargen", "./plugins/finger"] }`;
  const broken = withMember(text, long);
  assert.equal(
    broken,
    '{ "workspace": [\n    "./plugins/chargen",\n    "./plugins/finger",\n' +
      `    "${long}"\n  ] }`,
  );
  assert.equal(withMember(text, "./plugins/finger"), text);
});

function inFolder(folder: TempFolder, argv: readonly string[]): Promise<NewOutcome> {
  return makeNew(argv, { cwd: folder.path, checkout: undefined });
}

function problems(outcome: NewOutcome): string {
  assert.equal(outcome.kind, "refused");
  return outcome.problems.join("\n");
}

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder), ({ name }) => name)).sort();
}
