import assert from "node:assert/strict";
import { tempFolder } from "../../cli/temp_folder.ts";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { NatsServer } from "../../portals/realm/nats/nats_server.ts";
import { ServerProcess } from "./server_process.ts";

const DATA = new URL("../../../src/data.ts", import.meta.url).pathname;

Deno.test({
  name: "a realm's Server ends where its data folder is that of another realm, and says what to do",
  ignore: !HAS_NATS,
  async fn() {
    await using nats = await NatsServer.start();
    await using folder = await tempFolder();
    const start = (realm: string) =>
      new ServerProcess([
        ...["--set", `nats=${nats.url}`, "--set", `realm=${realm}`, "--data", folder.path],
        ...["--set", 'realms=["main","arena"]', "--set", "scryptCost=1"],
      ], {});
    const refusal = async () => {
      await using arena = start("arena");
      assert.equal(await arena.ended, 1, arena.printed);
      return arena.printed;
    };
    await using main = start("main");
    await main.active();
    assert.match(await refusal(), /no other program may be using it.*another server has it open/);
    main.signal("SIGTERM");
    assert.equal(await main.ended, 0, main.printed);
    const told = await refusal();
    assert.match(told, /Cannot open the store .*it must be the world of the realm "arena"/);
    const [, command = ""] = /`deno task store (realm [^`]*)`/.exec(told) ?? [];
    const args = command.replace("PLACE", `sqlite:${folder.path}/vestibule.db`).split(" ");
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", DATA, ...args],
    })
      .output();
    assert.match(new TextDecoder().decode(stderr), /is the world of the realm "arena" now/);
    await using arena = start("arena");
    await arena.active();
  },
});
