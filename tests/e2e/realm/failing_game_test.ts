import assert from "node:assert/strict";
import { EXIT_SOFTWARE } from "../../../src/exit_codes.ts";
import { tempFolder } from "../../cli/temp_folder.ts";
import { natsTest } from "../../portals/realm/nats/nats_test_case.ts";
import { BURSTING } from "../bursting_plugin.ts";
import { enter } from "../players.ts";
import { withPlugin } from "../plugin_source.ts";
import { AT_ONCE, FREE_PORTS, startBare } from "../program.ts";
import { ServerProcess } from "./server_process.ts";

/** A folder with the game's code. */
async function gameFolder() {
  const folder = await tempFolder();
  await folder.write("words.ts", "export {};\n");
  const args = withPlugin(await folder.write("mod.ts", BURSTING));
  return { ...folder, args };
}

natsTest(
  "a Server whose game keeps failing ends, and one whose code is whole goes on with all sessions",
  async ({ url }) => {
    await using data = await tempFolder();
    await using torn = await gameFolder();
    await using whole = await gameFolder();
    const common = ["--set", `nats=${url}`, "--set", "scryptCost=1", ...AT_ONCE];
    const startServer = ({ args }: typeof torn) =>
      new ServerProcess([...common, "--data", `${data.path}/server`, ...args], {});
    await using active = startServer(torn);
    await active.active();
    await using standby = startServer(whole);
    await standby.settled();
    await using portal = await startBare({
      args: ["--portal-only", ...FREE_PORTS, ...common, "--data", `${data.path}/portal`],
    });
    await using anna = await enter(portal.telnetPort, "Anna");

    await torn.write("words.ts", `throw new Error("torn");\n`);
    await anna.send("burst");
    await anna.until(/The world has stopped\. One moment, it is being started again\./);
    for (const number of [1, 2, 3]) await anna.send(`say number ${number}`);
    assert.equal(await active.ended, EXIT_SOFTWARE, active.printed);
    await anna.until(/The world cannot be started\. Staff has to look; you stay connected\./);
    await standby.active();
    await anna.until(/You say, "number 3"/);
    const said = [...anna.text.matchAll(/You say, "number (\d)"/g)].map(([, number]) => number);
    assert.deepEqual(said, ["1", "2", "3"]);
  },
);
