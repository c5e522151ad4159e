import assert from "node:assert/strict";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { logIn, PASSWORD, register } from "../players.ts";
import { pluginSource } from "../plugin_source.ts";
import { startWorlds } from "./worlds.ts";

const TRAVELLERS = 20;
/** How many lines a traveller types in each world. */
const LINES = 20;

/** Answers with the world that it runs in, once and at once. */
const PLUGIN = pluginSource({
  name: "numbers",
  commands: { count: "({ args, msg, game }) => msg(`${args} in ${game.realms.name}!`)" },
});

const DOCS = new URL("../../../docs/scale.md", import.meta.url);

/** The plugin whose gate docs/scale.md shows, and a command to have gold and to count it. */
async function gatePlugin(): Promise<string> {
  const blocks = (await Deno.readTextFile(DOCS)).split("```");
  const shown = blocks.find((block) => block.includes("export const gate"))?.replace(/^ts\n/, "");
  return `${shown}
    import { definePlugin } from "@vestibule/core";
    const gold = defineCommand({
      key: "gold",
      needs: "account",
      run({ account, args, msg, game }) {
        if (args !== "") account.set("gold", Number(args));
        msg(\`\${account.get("gold")} gold in \${game.realms.name}\`);
      },
    });
    export default definePlugin({ name: "gate", version: "1.0.0", api: 1, setup({ provide, on }) {
      provide.commands("builtin/account", [gate, gold]);
      on("session:login", payOut);
    } });`;
}

/** Registers a test that needs NATS; without it, it is ignored and its name says so. */
function worldsTest(
  name: string,
  test: (worlds: Awaited<ReturnType<typeof startWorlds>>) => Promise<void>,
  source: () => Promise<string> = () => Promise.resolve(PLUGIN),
): void {
  Deno.test({
    name: HAS_NATS ? name : `${name} (not installed: nats-server)`,
    ignore: !HAS_NATS,
    async fn() {
      await using worlds = await startWorlds(await source());
      await test(worlds);
    },
  });
}

worldsTest(
  "players go from world to world and back, and of what they typed ahead nothing is lost",
  async ({ ports }) => {
    await Promise.all(
      Array.from({ length: TRAVELLERS }, (_, at) => travel(ports[at % ports.length] ?? 0, at)),
    );
  },
);

/** Types lines for three stays in one go, and checks that each is run once, where it belongs. */
async function travel(port: number, at: number): Promise<void> {
  await using client = await register(port, `Anna${at}`);
  const stays = ["main", "arena", "main"];
  const typed = stays.flatMap((realm, stay) => [
    ...(stay === 0 ? [] : [`realm ${realm}`]),
    ...Array.from({ length: LINES }, (_, line) => `count ${stay * LINES + line + 1}`),
  ]);
  await client.send(typed.join("\r\n"));
  const shown = await client.until(new RegExp(`\\b${stays.length * LINES} in main!`));
  const answers = [...shown.matchAll(/(\d+) in (\w+)!/g)].map(([, line, realm]) => [line, realm]);
  const expected = stays.flatMap((realm, stay) =>
    Array.from({ length: LINES }, (_, line) => [String(stay * LINES + line + 1), realm])
  );
  assert.deepEqual(answers, expected);
}

worldsTest(
  "who lists the players of all worlds, and a world that dies keeps its own",
  async (worlds) => {
    const { ports: [port = 0, other = 0] } = worlds;
    await using anna = await register(port, "Anna");
    await using berta = await register(other, "Berta");
    await anna.send("realm arena");
    await anna.until(/Welcome, Anna\./);
    await berta.send("who");
    assert.match(await berta.until(/1 account logged in elsewhere/), /arena +Anna/);
    await anna.send("who");
    assert.match(await anna.until(/1 account logged in elsewhere/), /main +Berta/);

    const standby = await worlds.standBy();
    worlds.arena.signal("SIGKILL");
    await anna.send("count 1");
    await anna.until(/1 in arena!/);
    assert.ok(standby.isActive);
    await berta.send("count 2");
    await berta.until(/2 in main!/);

    standby.signal("SIGKILL");
    await standby.ended;
    await berta.send("who");
    await berta.until(/arena cannot be reached/);
    // Twice: of the Server that was killed before, and of the one that took over.
    for (const portal of worlds.portals) {
      await portal.until(/(server:lost [^\n]*realm=arena[^]*){2}/);
    }
    await berta.send("realm arena");
    await berta.until(/arena cannot be entered now/);
    await berta.send("count 3");
    await berta.until(/3 in main!/);
  },
);

worldsTest(
  "an account is kept in one world alone, and logging out in another leads back there",
  async ({ ports: [port = 0] }) => {
    await using anna = await register(port, "Anna");
    await anna.send("realm arena");
    await anna.until(/Welcome, Anna\./);
    await anna.send("password");
    await anna.until(/kept in the realm main/);
    await anna.send("logout");
    await anna.until(/Welcome to/);
    await anna.send(`connect Anna "${PASSWORD}"`);
    await anna.until(/You are out of character/);
    await anna.send("count 1");
    await anna.until(/1 in main!/);
    await using again = await logIn(port, "Anna");
    await again.until(/You are out of character/);
    await again.send("realm nowhere");
    await again.until(/main, arena/);
  },
);

worldsTest(
  "the gate that docs/scale.md shows loses no gold, also where the other world is away",
  async ({ arena, portals, ports: [port = 0] }) => {
    await using anna = await register(port, "Anna");
    await anna.send("gold 99");
    await anna.until(/99 gold in main/);
    await anna.send("gate");
    await anna.until(/You step through the gate\.[^]*Welcome, Anna\./);
    await anna.send("gold");
    await anna.until(/99 gold in arena/);
    await anna.send("realm main");
    await anna.until(/Welcome, Anna\./);
    await anna.send("gold 50");
    await anna.until(/50 gold in main/);

    arena.signal("SIGKILL");
    for (const portal of portals) await portal.until(/server:lost [^\n]*realm=arena/);
    await anna.send("gate");
    await anna.until(/arena cannot be entered now\.[^]*Welcome, Anna\./);
    await anna.send("gold");
    await anna.until(/50 gold in main/);
  },
  gatePlugin,
);
