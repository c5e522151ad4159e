import assert from "node:assert/strict";
import { clientTest } from "./clients/client_test_case.ts";
import { enter, enterAsSuperuser } from "./players.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";

/** Starts the program with both halves of finger. */
function startWithFinger(port = 0): Promise<RunningProgram> {
  const portal = JSON.stringify([{ use: "finger", settings: { port } }]);
  return startProgram({
    args: [...AT_ONCE, "--set", 'plugins=["finger"]', "--set", `portalPlugins=${portal}`],
  });
}

function fingerPort({ printed }: RunningProgram): number {
  return Number(/finger \S+ on port (\d+)/.exec(printed)?.[1] ?? Number.NaN);
}

/** Asks as `finger` does, and returns the answer. */
async function ask(port: number, question: string): Promise<string> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  await socket.write(new TextEncoder().encode(`${question}\r\n`));
  return await new Response(socket.readable).text();
}

Deno.test("finger tells who is here and of one of them, and nothing of addresses and login screens", async () => {
  await using program = await startWithFinger();
  const port = fingerPort(program);
  assert.equal(await ask(port, ""), "Vestibule: 0 here.\r\n");
  await using _anna = await enter(program.telnetPort, "Anna");
  const list = await ask(port, "");
  assert.match(
    list,
    /^Vestibule: 1 here\.\r\n\r\nName +On for +Idle\r\n.*\r\nAnna +\d+ s +\d+ s\r\n$/,
  );
  const one = await ask(port, "/W anna");
  assert.match(one, /^Name: Anna\r\nOn for \d+ s, idle \d+ s\r\nOn since 20\S+Z\r\n$/);
  assert.equal(await ask(port, "bert"), 'Nobody called "bert" is here now.\r\n');
  assert.equal(
    await ask(port, "connect anna x"),
    'Nobody called "connect anna x" is here now.\r\n',
  );
  assert.equal(await ask(port, "anna@example.org"), "Finger forwarding is not offered here.\r\n");
});

Deno.test("the start says that a portal plugin is not sandboxed, and on which port it listens", async () => {
  await using program = await startWithFinger();
  assert.match(program.printed, /Portal: +finger \S+ on port \d+, with full permissions/);
  assert.match(program.printed, /portal:open portal=finger \S+ port=\d+ permissions="all/);
});

Deno.test("a reload of the game leaves a portal plugin listening, and its questions answered", async () => {
  await using program = await startWithFinger();
  const port = fingerPort(program);
  await using anna = await enterAsSuperuser(program, "Anna");
  using early = await Deno.connect({ hostname: "127.0.0.1", port });
  await program.until(/session:connect .*protocol=finger/);
  await anna.send("reload");
  await anna.until(/The world has been reloaded/);
  await early.write(new TextEncoder().encode("anna\r\n"));
  const told = await new Response(early.readable).text();
  assert.match(told, /^The world has been reloaded\.\r\nName: Anna\r\nOn for .*\r\n$/);
  assert.match(await ask(port, ""), /1 here/);
});

Deno.test("a program with a portal plugin ends in order, and tells who waits", async () => {
  await using program = await startWithFinger();
  using waiting = await Deno.connect({ hostname: "127.0.0.1", port: fingerPort(program) });
  await program.until(/session:connect .*protocol=finger/);
  assert.equal(await program.stop("SIGTERM"), 0);
  const told = await new Response(waiting.readable).text();
  assert.equal(told, "The server is shutting down. Come back soon.\r\n");
});

Deno.test("without the game's half of finger, whoever asks is sent away in the end and harms nobody", async () => {
  await using program = await startProgram({
    args: ["--set", 'portalPlugins=[{"use":"finger","settings":{"port":0}}]'],
  });
  await program.until(/portal:alone .*add it to the setting/);
  await using anna = await enter(program.telnetPort, "Anna");
  using asking = await Deno.connect({ hostname: "127.0.0.1", port: fingerPort(program) });
  await asking.write(new TextEncoder().encode("anna\r\n"));
  await program.until(/session:connect .*protocol=finger/);
  await anna.send("look");
  await anna.until(/The Vestibule/);
});

clientTest(
  "nc asks who is here, and is answered after it has closed its side",
  ["nc"],
  async (nc) => {
    await using program = await startWithFinger();
    await using _anna = await enter(program.telnetPort, "Anna");
    const child = new Deno.Command(nc, {
      args: ["-N", "127.0.0.1", `${fingerPort(program)}`],
      ...{ stdin: "piped", stdout: "piped" },
    }).spawn();
    const keyboard = child.stdin.getWriter();
    await keyboard.write(new TextEncoder().encode("anna\n"));
    await keyboard.close();
    const { stdout } = await child.output();
    assert.match(new TextDecoder().decode(stdout), /^Name: Anna\r\n/);
  },
);

// The program finger knows no port but 79, which not everybody may open.
if (mayListenOn(79)) {
  clientTest(
    "finger @host lists who is here, and finger anna@host tells of one",
    ["finger"],
    async (finger) => {
      await using program = await startWithFinger(79);
      await using _anna = await enter(program.telnetPort, "Anna");
      assert.match(await output(finger, "@127.0.0.1"), /1 here\.[^]*\nAnna /);
      assert.match(await output(finger, "anna@127.0.0.1"), /Name: Anna/);
      assert.match(await output(finger, "-l", "anna@127.0.0.1"), /Name: Anna[^]*On since/);
    },
  );
}

async function output(program: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args: [...args] }).output();
  return new TextDecoder().decode(stdout);
}

function mayListenOn(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch {
    return false;
  }
}
