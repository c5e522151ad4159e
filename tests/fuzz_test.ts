import assert from "node:assert/strict";
import { type FuzzOutcome, fuzzRun } from "../fuzz/fuzz_run.ts";
import type { FuzzTarget } from "../fuzz/fuzz_target.ts";
import { readFuzzArgs } from "../fuzz/fuzz_args.ts";
import { minimise } from "../fuzz/minimise.ts";
import { mutate } from "../fuzz/mutator.ts";
import { readSeeds } from "../fuzz/read_seeds.ts";
import { SeededRandom } from "../fuzz/seeded_random.ts";
import { FUZZ_TARGETS } from "../fuzz/targets/all.ts";

/** How many inputs each decoder is given here; `deno task fuzz` gives it more. */
const INPUTS = 100;
const SEED = 20_261_126;

Deno.test("input 1. telnet: every seed and a hundred inputs made of them are read, or refused", () =>
  holds("telnet_codec", "telnet_connection", "telnet_options", "gmcp", "msdp", "new_environ"));

Deno.test("input 1. telnet's neighbours likewise: a terminal's keys, a proxy's header, markup", () =>
  holds("ssh_terminal", "proxy_header", "markup"));

Deno.test("input 2. websockets likewise, in every dialect", () =>
  holds("websocket", "web_headers"));

Deno.test("input 3. bodies of HTTP requests likewise: signing in, the observatory, plugins", () =>
  holds("login_form", "observatory_acts", "plugin_http", "recordings"));

Deno.test("input 4. settings likewise: the command line, and what a settings file exports", () =>
  holds("arguments", "config"));

Deno.test("input 5. rows of the database likewise, and messages over the wall", () =>
  holds("rows", "wall"));

Deno.test("input 6. manifests of plugins likewise", () => holds("manifests"));

Deno.test("input 7. import files likewise", () => holds("import_file"));

Deno.test("every target is named by a test here, and has seeds", async () => {
  const source = await Deno.readTextFile(new URL(import.meta.url));
  for (const { name } of FUZZ_TARGETS) {
    assert.ok(source.includes(`"${name}"`), `no test names ${name}`);
    assert.notEqual(readSeeds(name).length, 0);
  }
  const folders = [...Deno.readDirSync(new URL("../fuzz/seeds/", import.meta.url))];
  const names = folders.map((folder) => folder.name).sort();
  assert.deepEqual(names, FUZZ_TARGETS.map(({ name }) => name).sort());
});

Deno.test("fuzzRun() finds a fault, makes it short, and finds the same for the same seed", async () => {
  const finds = () => run({ ...target("gmcp"), run: failAt("}") });
  const { finding } = await finds();
  assert.equal(new TextDecoder().decode(finding?.bytes), "}");
  assert.match(String(finding?.error), /found it/);
  assert.deepEqual(await finds(), await finds());
});

Deno.test("fuzzRun() finds that Object.prototype was changed", async () => {
  const pollute = () => void Object.assign(Object.prototype, { bad: 1 });
  const { finding } = await run({ ...target("gmcp"), run: pollute });
  assert.match(String(finding?.error), /Object\.prototype was given "bad"/);
  assert.ok(!("bad" in {}));
});

Deno.test("mutate() makes other inputs for each seed, the same for the same seed", () => {
  const seeds = readSeeds("wall").map(({ bytes }) => bytes);
  const made = (seed: number) => {
    const ingredients = { seeds, words: [Uint8Array.of(1)], random: new SeededRandom(seed) };
    return Array.from({ length: 50 }, () => mutate(ingredients).toHex());
  };
  assert.deepEqual(made(1), made(1));
  assert.notDeepEqual(made(1), made(2));
  assert.ok(new Set(made(1)).size > 40);
});

Deno.test("minimise() leaves only what shows the fault", async () => {
  const bytes = new TextEncoder().encode("much before AxB and much after");
  const shows = (some: Uint8Array) => {
    const text = new TextDecoder().decode(some);
    return Promise.resolve(text.includes("A") && text.includes("B"));
  };
  assert.equal(new TextDecoder().decode(await minimise(bytes, shows)), "AB");
});

Deno.test("readFuzzArgs() reads what is given, and says what is wrong", () => {
  const defaults = { minutes: 1, target: undefined, seed: 7 };
  assert.deepEqual(readFuzzArgs([], defaults), defaults);
  const given = readFuzzArgs(["--minutes", "0.5", "--target", "wall", "--seed", "9"], defaults);
  assert.deepEqual(given, { minutes: 0.5, target: "wall", seed: 9 });
  for (const wrong of [["--minutes", "x"], ["--seed", "1.5"], ["--hours", "1"]]) {
    assert.match(String(readFuzzArgs(wrong, defaults)), /^Cannot use "--/);
  }
});

async function holds(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { inputs, finding } = await run(target(name));
    if (finding !== undefined) {
      const input = finding.bytes.toBase64();
      throw new Error(`${name}: ${finding.seed}: base64 ${input}`, { cause: finding.error });
    }
    assert.ok(inputs >= INPUTS);
  }
}

function run(target: FuzzTarget): Promise<FuzzOutcome> {
  return fuzzRun(target, { seed: SEED, goesOn: (inputs) => inputs < INPUTS });
}

function target(name: string): FuzzTarget {
  const found = FUZZ_TARGETS.find((target) => target.name === name);
  return found ?? assert.fail(`there is no target ${name}`);
}

function failAt(text: string): FuzzTarget["run"] {
  return (bytes) => {
    if (new TextDecoder().decode(bytes).includes(text)) throw new Error("found it");
  };
}
