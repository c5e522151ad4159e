import assert from "node:assert/strict";
import { SUBPROTOCOLS } from "../../src/portals/web/dialects/choose_dialect.ts";
import { startProgram } from "../e2e/program.ts";
import { soon } from "../e2e/soon.ts";

const PAGE = new URL("../../docs/websocket.md", import.meta.url);

Deno.test("docs/websocket.md lists every dialect, the server's favourite first", async () => {
  const page = await Deno.readTextFile(PAGE);
  const table = page.split(/<!-- \/?dialects -->/)[1] ?? "";
  const names = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  assert.deepEqual(names, SUBPROTOCOLS);
});

Deno.test("docs/websocket.md has an example that connects and is answered", async () => {
  const [, example = ""] = /```js ignore\n([^]*?)```/.exec(await Deno.readTextFile(PAGE)) ?? [];
  assert.match(example, /localhost:4001/);
  await using program = await startProgram();
  const shown = await untilPrinted(
    example.replace("localhost:4001", `127.0.0.1:${program.webPort}`),
    "to read about one of them.",
  );
  assert.match(shown, /^text: [^]*Welcome to Vestibule\./m);
});

/** Runs a program that does not end by itself, until it has printed something. */
async function untilPrinted(source: string, wanted: string): Promise<string> {
  const code = `data:text/javascript,${encodeURIComponent(source)}`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-config", "--allow-net=127.0.0.1", code],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let printed = "";
  const read = async () => {
    for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
      printed += text;
      if (printed.includes(wanted)) return printed;
    }
    throw new Error(`Cannot find "${wanted}" in what it printed before its end: ${printed}`);
  };
  try {
    return await soon(read(), () => `Cannot find "${wanted}" in: ${printed}`);
  } finally {
    child.kill("SIGKILL");
    await child.status;
  }
}
