import assert from "node:assert/strict";
import { type TempFolder, tempFolder } from "../cli/temp_folder.ts";
import { enter } from "./players.ts";
import { FREE_PORTS, runToEnd, startProgram } from "./program.ts";

/** A portal plugin in JavaScript: what it does with a line is the body of a function. */
function portalSource(onLine: string): string {
  return `
const decoder = new TextDecoder();
async function serve(socket, sink) {
  const connection = {
    protocolKey: "rough",
    address: "127.0.0.1",
    deliver() {
      if (connection.isBroken) throw new Error("out of ink");
    },
    changeFlags() {},
    setInputMode() {},
    disconnect() {
      socket.close();
    },
  };
  const { events } = sink.connect(connection, {});
  events.settled();
  const buffer = new Uint8Array(1024);
  const count = await socket.read(buffer);
  const line = decoder.decode(buffer.subarray(0, count)).trim();
  ${onLine}
}
export default {
  name: "rough",
  version: "1.0.0",
  api: 1,
  async listen({ hostname, sink }) {
    const listener = Deno.listen({ hostname, port: 0 });
    (async () => {
      for await (const socket of listener) serve(socket, sink);
    })();
    return { protocolKey: "rough", port: listener.addr.port, close: async () => listener.close() };
  },
};
`;
}

async function withRough(
  onLine: string,
  play: (visit: { folder: TempFolder; args: readonly string[] }) => Promise<void>,
): Promise<void> {
  await using folder = await tempFolder();
  const path = await folder.write("rough.js", portalSource(onLine));
  await play({ folder, args: ["--set", `portalPlugins=${JSON.stringify([path])}`] });
}

const mistakes: readonly (readonly [what: string, onLine: string, written: RegExp])[] = [
  [
    "throws where nobody catches it",
    'throw new Error("lost in " + line);',
    /portal:uncaught error="Error: lost in a fog/,
  ],
  [
    "throws in a timer",
    'setTimeout(() => { throw new Error("late in " + line); });',
    /portal:uncaught error="Error: late in a fog/,
  ],
  [
    "throws when it is given text",
    "connection.isBroken = true; events.line(line);",
    /portal:fail #\d+ portal=rough call=deliver error="Error: out of ink/,
  ],
  [
    "reports what cannot cross",
    'events.calls([["fog", [() => line], {}]]);',
    /portal:fail #\d+ portal=rough call=calls error=.*could not be cloned/,
  ],
];

for (const [what, onLine, written] of mistakes) {
  Deno.test(`a portal plugin that ${what} ends no program, and no other session`, () =>
    withRough(onLine, async ({ args }) => {
      await using program = await startProgram({ args });
      await using anna = await enter(program.telnetPort, "Anna");
      const port = Number(/rough \S+ on port (\d+)/.exec(program.printed)?.[1]);
      using client = await Deno.connect({ hostname: "127.0.0.1", port });
      await client.write(new TextEncoder().encode("a fog\n"));
      await program.until(written);
      await anna.send("say Still here");
      await anna.until(/You say, "Still here"/);
      assert.equal(await program.stop("SIGTERM"), 0);
    }));
}

Deno.test("a portal plugin that is not there ends the start with code 1, and nothing is made", async () => {
  await using folder = await tempFolder();
  const data = `${folder.path}/data`;
  const { code, err } = await runToEnd([
    ...[...FREE_PORTS, "--data", data, "--set", 'portalPlugins=["./absent.ts"]'],
  ], { cwd: folder.path });
  assert.equal(code, 1);
  assert.match(err, /^Cannot load portal plugin "\.\/absent\.ts" .*take it out there$/m);
  assert.throws(() => Deno.statSync(data), Deno.errors.NotFound);
});

Deno.test("a portal plugin whose port is taken ends the start with code 1 and its name", async () => {
  await using folder = await tempFolder();
  using taken = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const portal = JSON.stringify([{ use: "finger", settings: { port: taken.addr.port } }]);
  const { code, err } = await runToEnd([
    ...[...FREE_PORTS, "--data", `${folder.path}/data`, "--set", `portalPlugins=${portal}`],
  ]);
  assert.equal(code, 1);
  assert.match(err, /^Cannot open portal plugin "finger" .*in use.* settings in "portalPlugins"/m);
});

Deno.test("a portal plugin whose settings do not fit ends the start with code 1 and their name", async () => {
  const { code, err } = await runToEnd([
    ...[...FREE_PORTS, "--set", 'portalPlugins=[{"use":"finger","settings":{"prot":79}}]'],
  ]);
  assert.equal(code, 1);
  assert.match(err, /^Cannot use setting "portalPlugins\.finger\.prot": /m);
});
