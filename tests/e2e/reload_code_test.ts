import assert from "node:assert/strict";
import { type TempFolder, tempFolder } from "../cli/temp_folder.ts";
import { type FaultRow, measured, stopwatch } from "../reliability/measured.ts";
import { enter, enterAsSuperuser, talk } from "./players.ts";
import { pluginSource, withPlugin } from "./plugin_source.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import type { TelnetClient } from "./telnet_client.ts";

Deno.test("`reload` runs new code of nested modules; connection, account and puppet stay", async () => {
  await using scene = await newScene();
  const { anna, bert, folder } = scene;
  await anna.send("note");
  await anna.until(/noted/);
  await anna.send("recall");
  await anna.until(/old words, noted/);
  await folder.write("words.ts", `export const WORDS = "new words";\n`);
  await anna.send("reload");
  await anna.until(/The world has been reloaded\./);
  await bert.until(/The world has been reloaded\./);
  await anna.send("recall");
  await anna.until(/new words, nothing noted/);
  await anna.send("who");
  await anna.until(/Anna .*Anna .*#1 /);
  await talk(bert, anna, "Hello again");
});

Deno.test("a line typed while the game reloads is run once, after it", async () => {
  await using scene = await newScene();
  const { anna, bert } = scene;
  await anna.send("reload");
  const words = ["first", "second", "third"];
  for (const word of words) await anna.send(`say ${word}`);
  for (const word of words) await bert.until(new RegExp(`Anna says, "${word}"`));
  for (const word of words) assert.equal(bert.text.split(`Anna says, "${word}"`).length, 2);
});

const BROKEN = [
  {
    row: "reload 5",
    what: "reload 5. new code that does not parse",
    words: `export const WORDS = "new words;\n`,
    said: /SyntaxError: Unterminated string constant[\s\S]*words\.ts:1:\d+/,
  },
  {
    row: "reload 6",
    what: "reload 6. new code that throws at load",
    words: `export const WORDS = "new words";\n\nthrow new Error("no words left");\n`,
    said: /no words left at .*words\.ts:3:\d+/,
  },
  {
    row: "reload 5",
    what: "reload 5. new code that lacks what others import",
    words: `export const PHRASES = "new words";\n`,
    said: /does not provide an export named 'WORDS'[\s\S]*mod\.ts:\d+:\d+/,
  },
] as const;

const ENDLESS = [
  {
    row: "reload 9",
    words: `export const WORDS = "new words";\nwhile (Date.now() > 0);\n`,
    said: /not "loaded" within 3000 ms/,
  },
  {
    row: "reload 9",
    words: `export const WORDS = "new words";\nawait new Promise(() => {});\n`,
    said: /not "loaded" within 3000 ms|Top-level await promise never resolved/,
  },
] as const;

Deno.test("reload refuses code that cannot be used, tells who asked, and the old code goes on", async (test) => {
  await using scene = await newScene();
  for (const { what, ...code } of BROKEN) {
    await test.step(what, () => assertRefused(scene, code));
  }
});

Deno.test("reload 9. new code that never ends loading is refused, who asked is told, and the old code goes on", async () => {
  await Promise.all(ENDLESS.map(async (code) => {
    await using scene = await newScene(["--set", "reloadTimeout=3000"]);
    await assertRefused(scene, code);
  }));
});

Deno.test("reload 8. a plugin that fails: reload refuses one whose setup throws, and one without a plugin in it", async () => {
  await using scene = await newScene();
  const { anna, folder } = scene;
  await folder.write(
    "mod.ts",
    `export default { name: "words", version: "1.0.0", api: 1, setup() { throw new Error("torn"); } };`,
  );
  const ms = await refused(
    anna,
    /Plugin "words" cannot be used as its setup threw: Error: torn[\s\S]*mod\.ts:1:\d+/,
  );
  measured("reload 8", `a setup that throws: refused ${ms} ms after \`reload\``);
  await folder.write("mod.ts", `export const plugin = "not exported as default";\n`);
  await refused(anna, /mod\.ts" as its default export must be a plugin/);
  await anna.send("recall");
  await anna.until(/old words/);
});

const OWN_CHECKS = [
  {
    what: "throws",
    check: `check() { throw new Error("the words do not rhyme"); }`,
    said: /"words" cannot be used as its own check failed: Error: the words do not rhyme/,
  },
  {
    what: "rejects",
    check: `async check() { await null; throw new Error("the words do not rhyme"); }`,
    said: /"words" cannot be used as its own check failed: Error: the words do not rhyme/,
  },
  {
    what: "loops",
    check: "check() { for (;;); }",
    said: /not "loaded" within 3000 ms: .* in the setup or the check of plugin "words"/,
  },
  {
    what: "never ends waiting",
    check: "check() { return new Promise(() => {}); }",
    said: /not "loaded" within 3000 ms: .* in the setup or the check of plugin "words"/,
  },
];

Deno.test("reload 8. reload refuses a plugin whose own check fails or hangs, and the old code goes on", async (test) => {
  await using scene = await newScene(["--set", "reloadTimeout=3000"]);
  const { anna, bert, folder } = scene;
  const source = await Deno.readTextFile(`${folder.path}/mod.ts`);
  const took: number[] = [];
  for (const { what, check, said } of OWN_CHECKS) {
    await test.step(`a check that ${what}`, async () => {
      await folder.write("mod.ts", source.replace("api: 1,", `api: 1, ${check},`));
      took.push(await refused(anna, said));
      await anna.send("recall");
      await anna.until(/old words/);
      await talk(bert, anna, "Nothing happened");
    });
  }
  const [refusals, tried] = [took.length, OWN_CHECKS.length];
  const slowest = Math.max(...took).toLocaleString("en");
  measured("reload 8", `${refusals} of ${tried} bad checks refused, each within ${slowest} ms`);
});

Deno.test("reload 7. wrong settings: reload reads the file again, and refuses it with everything that is wrong", async () => {
  await using folder = await tempFolder();
  await folder.write("vestibule.config.ts", `export default { plugins: [] };`);
  await using program = await startProgram({ cwd: folder.path, args: AT_ONCE });
  await using anna = await enterAsSuperuser(program, "Anna");
  await folder.write("vestibule.config.ts", `export default { plugins: [], maxNrCharacters: -1 };`);
  const ms = await refused(anna, /"maxNrCharacters" as it must be .*: current value is -1/);
  measured("reload 7", `refused ${ms} ms after \`reload\``);
  await folder.write("vestibule.config.ts", `export default { plugins: [], maxNrCharacters: 9 };`);
  await anna.send("reload");
  await anna.until(/The world has been reloaded\./);
  await anna.send("ooc");
  await anna.until(/Your characters \(1\/9\)/);
});

Deno.test("reload 14. --dev reloads when a file changes, in a folder that lies in one named data too", async () => {
  await using outer = await tempFolder();
  const path = `${outer.path}/data/game`;
  await Deno.mkdir(path, { recursive: true });
  const folder = { write: (name: string, text: string) => outer.write(`data/game/${name}`, text) };
  const plugin = await writePlugin(folder);
  await using program = await startProgram({
    cwd: path,
    args: ["--dev", ...withPlugin(plugin), ...AT_ONCE],
  });
  await program.until(/Watching .*data\/game/);
  await using anna = await enter(program.telnetPort, "Anna");
  await anna.send("recall");
  await anna.until(/old words/);
  const saves = ["newer", "newest", "new"];
  for (const word of saves) {
    // At one go, within the quiet time.
    Deno.writeTextFileSync(`${path}/words.ts`, `export const WORDS = "${word} words";\n`);
  }
  const since = stopwatch();
  await anna.until(/The world has been reloaded\./);
  const ms = since();
  await anna.send("recall");
  await anna.until(/new words/);
  const reloads = anna.text.split("The world has been reloaded.").length - 1;
  assert.equal(reloads, 1);
  measured("reload 14", `${saves.length} saves: ${reloads} reload, ${ms} ms after the last`);
});

/** Puts other words in place, and reloads in vain. */
async function assertRefused(
  { anna, bert, folder }: Scene,
  { row, words, said }: {
    readonly row: FaultRow;
    readonly words: string;
    readonly said: RegExp;
  },
): Promise<void> {
  await anna.send("note");
  await anna.until(/noted/);
  await folder.write("words.ts", words);
  const ms = (await refused(anna, said)).toLocaleString("en");
  measured(row, `refused ${ms} ms after \`reload\``);
  await anna.send("recall");
  await anna.until(/old words, noted/);
  await talk(bert, anna, "Nothing happened");
  assert.doesNotMatch(bert.text, /world has/);
}

/** Reloads in vain, and returns after how many milliseconds the reason was told. */
async function refused(anna: TelnetClient, said: RegExp): Promise<number> {
  const since = stopwatch();
  await anna.send("reload");
  await anna.until(/Refused; the old code goes on:/);
  await anna.until(said);
  return since();
}

interface Scene extends AsyncDisposable {
  readonly program: RunningProgram;
  readonly folder: TempFolder;
  /** The superuser. */
  readonly anna: TelnetClient;
  /** Somebody else. */
  readonly bert: TelnetClient;
}

/** Starts a program with a plugin of two modules, and two characters in one room. */
async function newScene(args: readonly string[] = []): Promise<Scene> {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await tempFolder());
  const plugin = await writePlugin(folder);
  const program = stack.use(
    await startProgram({ args: [...withPlugin(plugin), ...AT_ONCE, ...args] }),
  );
  const anna = stack.use(await enterAsSuperuser(program, "Anna"));
  const bert = stack.use(await enter(program.telnetPort, "Bert"));
  return { program, folder, anna, bert, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

/** Writes the plugin, and returns its path. */
async function writePlugin(folder: Pick<TempFolder, "write">): Promise<string> {
  await folder.write("words.ts", `export const WORDS = "old words";\n`);
  const source = pluginSource({
    name: "words",
    head: `import { WORDS } from "./words.ts";`,
    commands: {
      note: `({ session, msg }) => { session.ndb.note = "noted"; msg("noted"); }`,
      recall: "({ session, msg }) => msg(`${WORDS}, ${session.ndb.note ?? 'nothing noted'}`)",
    },
  });
  return await folder.write("mod.ts", source);
}
