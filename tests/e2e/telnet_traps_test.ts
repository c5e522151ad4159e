import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { type EmbeddedServer, startServer } from "../../src/embed.ts";
import { COMMAND, OPTION } from "../../src/portals/telnet/telnet_bytes.ts";
import { bytes, latin1 } from "../portals/telnet/fake_peer.ts";
import { enter, enterAsSuperuser, PASSWORD, register } from "./players.ts";
import { TelnetClient } from "./telnet_client.ts";

// What clients trip over, from the first byte to the game and back: nothing between is left out.

const { IAC, DO, DONT, WILL, WONT, SB, SE, NOP, GA, EOR } = COMMAND;
const EOR_MARK = latin1([IAC, EOR]);
const GA_MARK = latin1([IAC, GA]);
const ECHO_SAID = new RegExp(`${latin1([IAC])}([${latin1([WILL, WONT])}])\\x01`, "g");

Deno.test("wire 10. TinTin++ double password: a new account's two are hidden, though the client never says DONT", async () => {
  await using house = await newHouse();
  await using anna = await TelnetClient.connect(house.port);
  await anna.write(bytes(IAC, DO, OPTION.ECHO));
  await anna.until(/Welcome to/);
  await anna.send("create Anna");
  for (const question of [/Choose a password: /, /The same password again: /]) {
    await anna.until(question);
    assert.ok(anna.isSecret);
    await anna.send(PASSWORD);
  }
  await anna.until(/Account created: Anna/);
  const said = [...anna.received.matchAll(ECHO_SAID)].map(([, verb]) => verb?.charCodeAt(0));
  assert.deepEqual(said, [WILL, WONT, WILL, WONT]);
  assert.ok(!anna.received.includes(PASSWORD));
});

Deno.test("wire 22. auto-login lines: who types before negotiation ends is in the world, and still negotiates", async () => {
  await using house = await newHouse({ negotiationWait: 400 });
  await (await enter(house.port, "Anna"))[Symbol.asyncDispose]();
  await using anna = await TelnetClient.connect(house.port);
  // It begins to say what it is, and goes on only when it is in the world.
  await anna.write(bytes(IAC, WILL, OPTION.TTYPE, `connect Anna "${PASSWORD}"\r\nsay Early\r\n`));
  await anna.until(/Welcome, Anna[^]*You become Anna[^]*You say, "Early"/);
  await anna.write(bytes(IAC, SB, OPTION.TTYPE, 0, "LATECOMER", IAC, SE));
  await anna.send("option");
  await anna.until(/LATECOMER/);
  assert.equal(anna.text.match(/You become Anna/g)?.length, 1);
  assert.equal(anna.text.match(/You say, "Early"/g)?.length, 1);
});

Deno.test("wire 26. NOP off: who wants none is sent none, nor who speaks no telnet, while others are", async () => {
  await using house = await newHouse({ nopKeepAlive: 1 });
  await using plain = await register(house.port, "Nell");
  await using without = await register(house.port, "Anna");
  await without.write(bytes(IAC, WONT, OPTION.TTYPE));
  await without.send("option nokeepalive = on");
  await without.until(/noKeepAlive/);
  await using alive = await register(house.port, "Bert");
  await alive.write(bytes(IAC, WONT, OPTION.TTYPE));
  // By the second one, the others have been silent for longer than a keep-alive takes to come.
  await alive.untilReceived(latin1([IAC, NOP]), 2);
  for (const { received } of [plain, without]) assert.ok(!received.includes(latin1([IAC, NOP])));
});

const MARKS = [
  { what: "EOR for who agreed to it", says: bytes(IAC, DO, OPTION.EOR), mark: EOR_MARK },
  { what: "GA for who refused EOR", says: bytes(IAC, DONT, OPTION.EOR), mark: GA_MARK },
  { what: "none for who speaks no telnet", says: bytes(), mark: "" },
];

for (const { what, says, mark } of MARKS) {
  Deno.test(`wire 27. EOR vs GA and exactly one mark per prompt: ${what}`, async () => {
    await using house = await newHouse();
    await using berta = await enterAsSuperuser(house.known, "Berta");
    await using anna = await TelnetClient.connect(house.port);
    await anna.write(says);
    await anna.until(/Welcome to/);
    const before = anna.received.length;
    await anna.send("create Anna");
    await anna.until(/Choose a password: /);
    await berta.send("wall Hello");
    await anna.until(/Hello\nChoose a password: /);
    await anna.send(PASSWORD);
    await anna.until(/The same password again: /);
    await anna.send(PASSWORD);
    await anna.until(/Type help to see everything else\./);
    const prompts = ["Choose a password: ", "Choose a password: ", "The same password again: "];
    const after = anna.received.slice(before);
    const marked = after.matchAll(/([\w ]+: )(\xff[\xef\xf9])?/g).toArray();
    assert.deepEqual(
      marked.filter(([, text]) => prompts.includes(text ?? "")).map((
        [, text, mark],
      ) => [text, mark]),
      prompts.map((text) => [text, mark || undefined]),
    );
    assert.equal(after.match(/\xff[\xef\xf9]/g)?.length ?? 0, mark === "" ? 0 : prompts.length);
  });
}

interface House extends AsyncDisposable {
  readonly port: number;
  /** What leads to a superuser. */
  readonly known: { readonly telnetPort: number; readonly claimCode: string };
}

async function newHouse(settings: Readonly<Record<string, unknown>> = {}): Promise<House> {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await tempFolder());
  const server: EmbeddedServer = stack.use(
    await startServer({
      settings: {
        host: "127.0.0.1",
        ...{ telnetPort: 0, webEnabled: false, tlsEnabled: false, sshEnabled: false },
        ...{ dataFolder: folder.path, scryptCost: 1, negotiationWait: 0, ...settings },
      },
    }),
  );
  const { telnetPort = 0, claimCode } = server;
  return {
    port: telnetPort,
    known: { telnetPort, claimCode },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
