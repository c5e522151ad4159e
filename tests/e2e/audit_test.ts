import assert from "node:assert/strict";
import { AT_ONCE, startProgram } from "./program.ts";
import {
  SECRETS,
  visitAsStaff,
  visitByForm,
  visitByGmcp,
  visitBySsh,
  visitByTelnet,
  visitByWebsocket,
} from "./secret_visits.ts";
import { TelnetClient } from "./telnet_client.ts";
import { readDatabase } from "../../src/core/store/read_database.ts";

Deno.test("gate 16. the audit log has who came by each portal, was refused, and what staff did", async () => {
  await using program = await startProgram({ args: AT_ONCE });
  await visitByTelnet(program);
  await visitByGmcp(program);
  await visitBySsh(program);
  await visitByForm(program);
  await visitByWebsocket(program);
  await visitAsStaff(program);
  const origin = `http://127.0.0.1:${program.webPort}`;
  const acted = await fetch(`${origin}/observatory/act`, {
    method: "POST",
    headers: { "content-type": "application/json", origin },
    body: JSON.stringify({ house: "main", act: "reload" }),
  });
  assert.equal((await acted.json()).ok, true);
  await using anna = await TelnetClient.connect(program.telnetPort);
  await anna.until(/Welcome to/);
  await anna.send(`connect Anna ${SECRETS.byCommand}`);
  await anna.until(/You are out of character/);
  await anna.send("perm Berta = Builder");
  await anna.until(/Changed\./);
  await anna.send("audit Berta kind permission");
  await anna.until(/Berta by Anna.*\n?.*Player → Player, Builder/);
  using database = readDatabase(`${program.dataFolder}/vestibule.db`);
  const rows = database.sql.prepare("SELECT * FROM audit ORDER BY id").all().map((row) =>
    [row.kind, row.account, row.doneBy, row.protocol, row.detail].filter(String).join(" ")
  );
  const distinct = [...new Set(rows)];
  for (
    const told of [
      "start cold",
      "created Anna telnet",
      "login Anna telnet",
      "permission Anna telnet Player → superuser, Player",
      "password Anna telnet",
      "logout Anna telnet",
      "refused Anna telnet wrong password",
      "created Berta telnet",
      "refused telnet unknown name",
      "refused Anna ssh wrong password",
      "login Anna ssh",
      "refused Anna web wrong password",
      "signin Anna web",
      "login Anna websocket",
      "command Anna telnet userpassword …",
      "password Berta Anna telnet",
      "command Anna telnet perm Berta = Builder",
      "permission Berta Anna telnet Player → Player, Builder",
      "command Anna telnet audit Berta kind permission",
      "observatory web reload",
      "start reload",
    ]
  ) assert.ok(distinct.includes(told), `${told} is not in\n${distinct.join("\n")}`);
});
