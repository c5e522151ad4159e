import assert from "node:assert/strict";
import { PASSWORD } from "../core/store/postgres/postgres_server.ts";
import { postgresTest } from "../core/store/postgres/postgres_test_case.ts";
import { AT_ONCE, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

const started = (url: string) => startProgram({ args: AT_ONCE, env: { VESTIBULE_DATABASE: url } });

async function enter(port: number, line: string): Promise<TelnetClient> {
  const client = await TelnetClient.connect(port);
  await client.until(/connect <name>/);
  await client.send(line);
  await client.until(/You become|Account created/);
  return client;
}

postgresTest(
  "a world in PostgreSQL outlives kill -9, and its password is shown nowhere",
  async (server) => {
    const url = await server.newDatabase();
    {
      await using first = await started(url);
      await using anna = await enter(first.telnetPort, "create anna sesame-street-7");
      await anna.send("password sesame-street-7");
      await first.kill();
      assert.ok(!first.printed.includes(PASSWORD));
      assert.match(first.printed, /Data: +postgres:\/\/vestibule@127\.0\.0\.1:\d+\/world\d+/);
    }
    const bare = new URL(url);
    bare.password = "";
    await using second = await startProgram({
      args: AT_ONCE,
      env: { VESTIBULE_DATABASE: bare.href, PGPASSWORD: PASSWORD },
    });
    await using anna = await TelnetClient.connect(second.telnetPort);
    await anna.until(/connect <name>/);
    await anna.send("connect anna sesame-street-7");
    assert.match(await anna.until(/anna/), /anna/);
  },
);

postgresTest(
  "while PostgreSQL is away changes are refused, and play goes on when it is back",
  async (server) => {
    await using program = await started(await server.newDatabase());
    await using anna = await TelnetClient.connect(program.telnetPort);
    await anna.until(/connect <name>/);
    await anna.send("create anna sesame-street-7");
    await anna.until(/Account created/);
    await server.stop();
    for (const refusal of [/so it was undone/, /so nothing was changed/]) {
      await anna.send("nick away = say hello");
      await anna.until(refusal);
    }
    await anna.send("who");
    await anna.until(/1 account logged in/);
    await server.start();
    // The Store tries again by itself; what is typed before it has is refused as well.
    for (let tries = 0;; tries++) {
      await anna.send("nick back = say hello");
      if ((await anna.until(/From now on|nothing was changed/)).includes("From now on")) break;
      assert.ok(tries < 100, "it is never written to again");
      await new Promise((run) => setTimeout(run, 100));
    }
    await anna.send("nicks");
    const nicks = await anna.until(/back +say hello/);
    assert.ok(!nicks.includes("away"), nicks);
    assert.equal(await program.stop("SIGTERM"), 0);
  },
);

postgresTest(
  "two servers on one database: the second says who has it, and ends",
  async (server) => {
    const url = await server.newDatabase();
    await using _first = await started(url);
    await assert.rejects(started(url), /no other server may be using it/);
  },
);
