import assert from "node:assert/strict";
import { exportLines } from "../../src/core/store/export_lines.ts";
import { readDatabase } from "../../src/core/store/read_database.ts";
import { StreamReader } from "../portals/observatory/stream_reader.ts";
import { measured } from "../reliability/measured.ts";
import { AT_ONCE, type RunningProgram, startProgram } from "./program.ts";
import {
  everythingOf,
  SECRETS,
  secretsIn,
  streamOf,
  visitAsStaff,
  visitByForm,
  visitByGmcp,
  visitBySsh,
  visitByTelnet,
  visitByWebsocket,
  visitForced,
  visitWithCodes,
} from "./secret_visits.ts";
import { TelnetClient } from "./telnet_client.ts";

const METRICS_TOKEN = "metrics-token-9081-9081-9081-9081";
const VAULT_WORD = "vault-word-9082";

/** Lets a command fail with a secret in hand. */
async function visitVault({ telnetPort }: RunningProgram): Promise<void> {
  await using anna = await TelnetClient.connect(telnetPort);
  await anna.until(/Welcome to/);
  await anna.send(`connect Anna ${SECRETS.byCommand}`);
  await anna.until(/You are out of character/);
  await anna.send("vault");
  await anna.until(/The word/);
  await anna.send(VAULT_WORD);
  await anna.until(/Something went wrong/);
}

/** What the system tells everybody of the processes that work on this data, and of their names. */
async function processesOn(dataFolder: string): Promise<string> {
  const told: string[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const cmdline = await Deno.readTextFile(`/proc/${name}/cmdline`).catch(() => "");
    const comm = await Deno.readTextFile(`/proc/${name}/comm`).catch(() => "");
    if (cmdline.includes(dataFolder)) told.push(cmdline, comm);
  }
  return told.join("\n");
}

/** All that is kept, line by line. */
function databaseText({ dataFolder }: RunningProgram): string {
  using database = readDatabase(`${dataFolder}/vestibule.db`);
  return [...exportLines(database)].join("\n");
}

async function textOf(program: RunningProgram, path: string, token = ""): Promise<string> {
  const headers = token === "" ? undefined : { authorization: `Bearer ${token}` };
  const answer = await fetch(`http://localhost:${program.webPort}${path}`, {
    ...headers === undefined ? {} : { headers },
  });
  assert.equal(answer.status, 200, path);
  return await answer.text();
}

Deno.test({
  name:
    "gate 15. a full run tells no secret in log, stream, metrics, status, database or the list of processes",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const plugin = new URL("../games/forgetful_plugin.ts", import.meta.url).href;
    await using program = await startProgram({
      args: [
        ...[...AT_ONCE, "--set", "logLevel=debug", "--set", "statusPage=true"],
        ...["--set", `plugins=${JSON.stringify([plugin])}`],
      ],
      env: { VESTIBULE_METRICS_TOKEN: METRICS_TOKEN },
    });
    const banner = program.printed.length;
    await using stream = await StreamReader.open(streamOf(program));
    await stream.expect("hello");
    await visitByTelnet(program);
    const codes = await visitWithCodes(program);
    await visitByGmcp(program);
    await visitBySsh(program);
    const form = await visitByForm(program);
    await visitVault(program);
    await visitAsStaff(program);
    await visitForced(program);
    const resume = await visitByWebsocket(program);
    const told = {
      stream: await everythingOf(program, stream),
      metrics: await textOf(program, "/metrics", METRICS_TOKEN),
      status: await textOf(program, "/status") + await textOf(program, "/status.json"),
      ready: await textOf(program, "/readyz"),
      processes: await processesOn(program.dataFolder),
      database: databaseText(program),
      // Where it starts, the program tells its owner the code.
      log: program.printed.slice(banner),
    };
    assert.match(told.log, /command:fail[^]*the lock does not take/);
    assert.match(told.log, /session:login/);
    assert.match(told.processes, /main\.ts/);
    assert.match(told.metrics, /vestibule_logins/);
    assert.match(told.database, /"table":"audit".*"detail":"userpassword …"/);
    const secrets = {
      ...SECRETS,
      ...form,
      ...codes.recovery,
      ...{ resume, claim: program.claimCode ?? "no code", METRICS_TOKEN, VAULT_WORD },
    };
    for (const [where, text] of Object.entries(told)) {
      assert.deepEqual(secretsIn(text, secrets), [], where);
      // The digits may stand within a longer number.
      assert.doesNotMatch(text, new RegExp(`(?<!\\d)${codes.code}(?!\\d)`), where);
      // Whoever makes codes has to know it, so it is kept where the passwords' hashes are.
      assert.equal(text.includes(codes.app), where === "database", where);
    }
    const places = Object.values(told);
    const size = Math.round(places.join("").length / 1024).toLocaleString("en");
    const sought = `${Object.keys(secrets).length} secrets sought`;
    const found = places.flatMap((text) => secretsIn(text, secrets)).length;
    measured("gate 15", `${sought} in ${size} KiB of ${places.length} places: ${found} found`);
  },
});
