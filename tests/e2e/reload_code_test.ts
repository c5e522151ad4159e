import assert from "node:assert/strict";
import { type TempFolder, tempFolder } from "../cli/temp_folder.ts";
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
    what: "does not parse",
    words: `export const WORDS = "new words;\n`,
    said: /SyntaxError: Unterminated string constant[\s\S]*words\.ts:1:\d+/,
  },
  {
    what: "throws at load",
    words: `export const WORDS = "new words";\n\nthrow new Error("no words left");\n`,
    said: /no words left at .*words\.ts:3:\d+/,
  },
  {
    what: "lacks what others import",
    words: `export const PHRASES = "new words";\n`,
    said: /does not provide an export named 'WORDS'[\s\S]*mod\.ts:\d+:\d+/,
  },
];

const ENDLESS = [
  {
    words: `export const WORDS = "new words";\nwhile (Date.now() > 0);\n`,
    said: /not "loaded" within 3000 ms/,
  },
  {
    words: `export const WORDS = "new words";\nawait new Promise(() => {});\n`,
    said: /not "loaded" within 3000 ms|Top-level await promise never resolved/,
  },
];

Deno.test("reload refuses code that cannot be used, tells who asked, and the old code goes on", async (test) => {
  await using scene = await newScene();
  for (const { what, ...code } of BROKEN) {
    await test.step(`it ${what}`, () => assertRefused(scene, code));
  }
});

Deno.test("reload refuses code that never ends loading, tells who asked, and the old code goes on", async () => {
  await Promise.all(ENDLESS.map(async (code) => {
    await using scene = await newScene(["--set", "reloadTimeout=3000"]);
    await assertRefused(scene, code);
  }));
});

Deno.test("reload refuses a plugin whose setup throws, and one without a plugin in it", async () => {
  await using scene = await newScene();
  const { anna, folder } = scene;
  await folder.write(
    "mod.ts",
    `export default { name: "words", version: "1.0.0", api: 1, setup() { throw new Error("torn"); } };`,
  );
  await anna.send("reload");
  await anna.until(/Refused; the old code goes on:/);
  await anna.until(
    /Plugin "words" cannot be used as its setup threw: Error: torn[\s\S]*mod\.ts:1:\d+/,
  );
  await folder.write("mod.ts", `export const plugin = "not exported as default";\n`);
  await anna.send("reload");
  await anna.until(/Refused; the old code goes on:/);
  await anna.until(/mod\.ts" as its default export must be a plugin/);
  await anna.send("recall");
  await anna.until(/old words/);
});

Deno.test("reload reads the settings file again, and refuses it with everything that is wrong", async () => {
  await using folder = await tempFolder();
  await folder.write("vestibule.config.ts", `export default { plugins: [] };`);
  await using program = await startProgram({ cwd: folder.path, args: AT_ONCE });
  await using anna = await enterAsSuperuser(program, "Anna");
  await folder.write("vestibule.config.ts", `export default { plugins: [], maxNrCharacters: -1 };`);
  await anna.send("reload");
  await anna.until(/Refused; the old code goes on:/);
  await anna.until(/"maxNrCharacters" as it must be .*: current value is -1/);
  await folder.write("vestibule.config.ts", `export default { plugins: [], maxNrCharacters: 9 };`);
  await anna.send("reload");
  await anna.until(/The world has been reloaded\./);
  await anna.send("ooc");
  await anna.until(/Your characters \(1\/9\)/);
});

Deno.test("--dev reloads when a file changes, in a folder that lies in one named data too", async () => {
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
  await folder.write("words.ts", `export const WORDS = "new words";\n`);
  await anna.until(/The world has been reloaded\./);
  await anna.send("recall");
  await anna.until(/new words/);
});

/** Puts other words in place, and reloads in vain. */
async function assertRefused(
  { anna, bert, folder }: Scene,
  { words, said }: { readonly words: string; readonly said: RegExp },
): Promise<void> {
  await anna.send("note");
  await anna.until(/noted/);
  await folder.write("words.ts", words);
  await anna.send("reload");
  await anna.until(/Refused; the old code goes on:/);
  await anna.until(said);
  await anna.send("recall");
  await anna.until(/old words, noted/);
  await talk(bert, anna, "Nothing happened");
  assert.doesNotMatch(bert.text, /world has/);
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
