import assert from "node:assert/strict";
import { tempFolder } from "../cli/temp_folder.ts";
import { enterAsSuperuser } from "./players.ts";
import { FREE_PORTS, runToEnd, startProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

Deno.test("the first start prints name, version, addresses, plugins, data folder and a code", async () => {
  await using program = await startProgram();
  const { telnetPort, webPort, dataFolder, claimCode } = program;
  assert.match(program.printed, /Vestibule \d+\.\d+\.\d+ {2}ready in \d+ ms/);
  assert.match(program.printed, new RegExp(`Telnet: +telnet 127.0.0.1 ${telnetPort}\n`));
  assert.match(program.printed, new RegExp(`Web: +http://127.0.0.1:${webPort}/\n`));
  assert.match(program.printed, /Plugins: +builtin \d\S+, chargen \d\S+\n/);
  assert.match(program.printed, new RegExp(`Data: +${dataFolder}\n`));
  assert.match(claimCode ?? "", /^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
});

Deno.test("every start prints a new code until `claim` has made a superuser", async () => {
  await using data = await tempFolder();
  const codes: (string | undefined)[] = [];
  {
    await using first = await startProgram({ dataFolder: data.path });
    codes.push(first.claimCode);
    assert.equal(await first.stop("SIGTERM"), 0);
  }
  {
    await using second = await startProgram({ dataFolder: data.path });
    codes.push(second.claimCode);
    await using anna = await enterAsSuperuser(second, "Anna");
    await anna.send("claim again");
    await anna.until(/You are a superuser already/);
    assert.equal(await second.stop("SIGTERM"), 0);
  }
  await using third = await startProgram({ dataFolder: data.path });
  assert.equal(third.claimCode, undefined);
  assert.doesNotMatch(third.printed, /Superuser/);
  assert.ok(codes.every((code) => code !== undefined));
  assert.equal(new Set(codes).size, 2);
});

Deno.test("--help shows every flag, --help settings every setting, --version the version", async () => {
  const help = await runToEnd(["--help"]);
  assert.equal(help.code, 0);
  assert.match(help.out, /--telnet-port N .*\n/);
  const settings = await runToEnd(["--help", "settings"]);
  assert.equal(settings.code, 0);
  assert.match(settings.out, /multisessionMode = 2\n/);
  const version = await runToEnd(["--version"]);
  assert.equal(version.code, 0);
  assert.match(version.out, /^\d+\.\d+\.\d+\n$/);
});

Deno.test("an unknown flag ends the start with code 64 and the nearest flag", async () => {
  const { code, out, err } = await runToEnd(["--telnet-prot", "4000"]);
  assert.equal(code, 64);
  assert.equal(out, "");
  assert.match(err, /"--telnet-prot".*did you mean "--telnet-port"\?/);
});

Deno.test("settings come from the defaults, the file, the environment and the flags; the later wins", async () => {
  await using folder = await tempFolder();
  await folder.write(
    "vestibule.config.ts",
    `export default {
      serverName: "Name of the file",
      connectionScreen: "Screen of the file",
      dataFolder: "data-of-the-file",
    };`,
  );
  await using program = await startProgram({
    cwd: folder.path,
    env: {
      VESTIBULE_CONNECTION_SCREEN: "Screen of the environment",
      VESTIBULE_DATA_FOLDER: "data-of-the-environment",
    },
    dataFolder: `${folder.path}/data-of-the-flags`,
  });
  assert.match(program.printed, /Name of the file \(Vestibule/);
  assert.match(program.printed, /Data: .*data-of-the-flags\n/);
  await using client = await TelnetClient.connect(program.telnetPort);
  await client.until(/Screen of the environment/);
});

Deno.test("wrong settings are told all at once, and nothing is started", async () => {
  await using folder = await tempFolder();
  await folder.write("vestibule.config.ts", `export default { multisessionMode: 7 };`);
  const { code, out, err } = await runToEnd(
    [
      "--data",
      "world",
      ...FREE_PORTS,
      "--set",
      "logLevel=loud",
    ],
    { cwd: folder.path, env: { VESTIBULE_TELNET_PROT: "4000" } },
  );
  assert.equal(code, 1);
  assert.equal(out, "");
  assert.match(err, /"multisessionMode" as it must be .*: current value is 7/);
  assert.match(err, /"VESTIBULE_TELNET_PROT".*did you mean "VESTIBULE_TELNET_PORT"\?/);
  assert.match(err, /"logLevel" as it must be .*: current value is "loud"/);
  assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name), [
    "vestibule.config.ts",
  ]);
});

Deno.test("a plugin that is not there ends the start with code 1 and its address", async () => {
  await using folder = await tempFolder();
  const plugin = `${folder.path}/absent.ts`;
  const { code, err } = await runToEnd([
    ...[
      ...FREE_PORTS,
      "--data",
      `${folder.path}/data`,
    ],
    ...["--set", `plugins=["${plugin}"]`],
  ]);
  assert.equal(code, 1);
  assert.match(err, /^Cannot start the game as its code must load: .*absent\.ts/m);
});

Deno.test("a plugin that never finishes loading ends the start with code 1", async () => {
  await using folder = await tempFolder();
  const plugin = await folder.write("endless.ts", "while (Date.now() > 0);\nexport default {};\n");
  const { code, err } = await runToEnd([
    ...[
      ...FREE_PORTS,
      "--data",
      `${folder.path}/data`,
    ],
    ...["--set", `plugins=["${plugin}"]`, "--set", "reloadTimeout=500"],
  ]);
  assert.equal(code, 1);
  assert.match(err, /Cannot start the game as its code must load: .*within 500 ms/);
});
