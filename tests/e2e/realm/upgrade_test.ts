import assert from "node:assert/strict";
import { NO_LIMITS } from "../../../torture/house.ts";
import { tempFolder } from "../../cli/temp_folder.ts";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { NatsServer } from "../../portals/realm/nats/nats_server.ts";
import { withPlugin } from "../plugin_source.ts";
import { AT_ONCE, FREE_PORTS, type RunningProgram, startBare } from "../program.ts";
import { TelnetClient } from "../telnet_client.ts";
import { Balancer } from "./balancer.ts";
import { NumberedPage } from "./numbered_page.ts";
import { ServerProcess } from "./server_process.ts";

const PLUGIN = new URL("./numbers_plugin.ts", import.meta.url).pathname;
const PORTALS = 3;
/** How many there are: with more of them it tells how long a herd is away. */
const PAGES = Number(Deno.env.get("VESTIBULE_PAGES") ?? 60);
/** Of so many pages one plays in another world. */
const ONE_ABROAD_OF = 4;
/** How long a page waits from one line to the next, in milliseconds: not to be a load of its own. */
const ROUND_MS = Math.max(250, PAGES * 2);
/** How long telnet clients may stay, in seconds. */
const DRAIN_S = PAGES > 200 ? 10 : 3;
/** How long it may take until every line is answered, in milliseconds. */
const MOST_MS = 20_000;

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

Deno.test({
  name:
    "realms whose Portals are all renewed in turn lose no web session, and no line of one, in either world",
  ignore: !HAS_NATS,
  async fn() {
    await using stack = new AsyncDisposableStack();
    const nats = stack.use(await NatsServer.start());
    const folder = stack.use(await tempFolder());
    const env = { DENO_TOKIO_EVENT_INTERVAL: "1" };
    const args = (place: string, realm = "main") => [
      ...["--set", `nats=${nats.url}`, "--data", `${folder.path}/${place}`],
      ...["--set", `realm=${realm}`, "--set", 'realms=["main","arena"]'],
      ...["--set", "logLevel=warn", "--set", "scryptCost=1"],
      ...["--set", `drainTimeout=${DRAIN_S}`, ...withPlugin(PLUGIN), ...AT_ONCE, ...NO_LIMITS],
    ];
    const servers = ["main", "arena"].map((realm) =>
      stack.use(new ServerProcess(args(realm, realm), env))
    );
    await Promise.all(servers.map((server) => server.active()));
    const startPortal = async (at: number, ports: readonly string[]) =>
      stack.use(
        await startBare({ args: ["--portal-only", ...ports, ...args(`portal${at}`)], env }),
      );
    const portals: RunningProgram[] = [];
    for (const at of upTo(PORTALS)) portals.push(await startPortal(at, FREE_PORTS));
    const balancer = stack.use(new Balancer(portals.map(({ webPort }) => webPort)));

    const pages = upTo(PAGES).map((at) => new NumberedPage(at, balancer.port));
    await Promise.all(pages.map((page) => page.open()));
    const abroad = pages.filter((_, at) => at % ONE_ABROAD_OF === 0);
    await Promise.all(abroad.map((page) => page.goTo("arena")));
    const numbers = await Promise.all(pages.map((page) => page.ask("number", /number (\d+)!/)));
    let isTyping = true;
    const typing = (async () => {
      while (isTyping) {
        for (const page of pages) page.sendNext();
        await pause(ROUND_MS);
      }
    })();

    for (const [at, portal] of portals.entries()) {
      await pause(1_000);
      await using telnet = await TelnetClient.connect(portal.telnetPort);
      await telnet.until(/connect <name>/);
      const begun = performance.now();
      const ended = portal.stop("SIGTERM");
      await telnet.until(
        new RegExp(`This connection ends in ${DRAIN_S} seconds, as its server is renewed`),
      );
      await telnet.until(/The server is shutting down\./);
      assert.equal(await ended, 0, portal.printed);
      assert.ok(
        performance.now() - begun >= DRAIN_S * 1_000 - 100,
        "it gave the time that it told",
      );
      const { telnetPort, webPort, tlsPort, sshPort } = portal;
      await startPortal(at + 1, [
        ...["--telnet-port", String(telnetPort), "--web-port", String(webPort)],
        ...["--tls-port", String(tlsPort), "--ssh-port", String(sshPort)],
      ]);
    }
    await pause(1_000);
    isTyping = false;
    await typing;
    const isDone = ({ isOpen, sent, answered }: NumberedPage) => isOpen && answered.length >= sent;
    for (const end = performance.now() + MOST_MS; !pages.every(isDone);) {
      if (performance.now() > end) break;
      await pause(50);
    }

    const sessions = pages.flatMap(({ states }) => states.flatMap(({ session }) => session ?? []));
    const moves = sessions.filter((session) => session === "same").length;
    const away = pages.flatMap(({ away }) => away.slice(1)).toSorted((a, b) => a - b);
    if (Deno.env.has("VESTIBULE_SHOW")) {
      const lines = pages.reduce((sum, { sent }) => sum + sent, 0);
      const at = (share: number) => Math.round(away[Math.floor((away.length - 1) * share)] ?? 0);
      console.error(`${lines} lines, ${moves} returns after ${at(0.5)}, ${at(0.99)}, ${at(1)} ms`);
    }
    assert.deepEqual(sessions.filter((session) => session === "another"), []);
    assert.ok(moves >= PAGES, `they came back: ${moves}`);
    for (const page of pages) {
      assert.deepEqual(page.answered, upTo(page.sent), `${page.name}: answered once, in order`);
      const lost = page.states.map(({ lost = 0 }) => lost).filter((count) => count > 0);
      assert.deepEqual(lost, [], `${page.name}: messages lost`);
    }
    const kept = await Promise.all(
      pages.map((page) => page.ask(`kept ${page.name}`, /kept ([\d ]*)!/)),
    );
    for (const [at, page] of pages.entries()) {
      assert.equal(kept[at], upTo(page.sent).join(" "), `${page.name}: run once, in order`);
    }
    assert.deepEqual(
      await Promise.all(pages.map((page) => page.ask("number", /number (\d+)!/))),
      numbers,
    );
    for (let at = 0; at < PAGES; at += 100) {
      await Promise.all(pages.slice(at, at + 100).map((page) => page.close()));
    }
  },
});
