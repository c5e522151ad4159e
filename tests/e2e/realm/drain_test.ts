import assert from "node:assert/strict";
import { tempFolder } from "../../cli/temp_folder.ts";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { NatsServer } from "../../portals/realm/nats/nats_server.ts";
import { AT_ONCE, FREE_PORTS, type RunningProgram, startBare } from "../program.ts";
import { TelnetClient } from "../telnet_client.ts";

/** Longer than any of these tests takes. */
const DRAIN_S = 600;
/** How long an end may take that waits for nobody, in milliseconds. */
const SOON_MS = 10_000;

/** What a Portal says first to a telnet client (RFC 854): there is a session then. */
const IAC = "\xff";

/** Resolves when nobody listens at a port. */
async function refuses(port: number): Promise<void> {
  for (const end = performance.now() + SOON_MS; performance.now() < end;) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
    } catch {
      return;
    }
  }
  assert.fail(`port ${port} is still listened on`);
}

/** Runs a test with a Portal of a realm without a Server. */
function drainTest(name: string, test: (portal: RunningProgram) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !HAS_NATS,
    async fn() {
      await using nats = await NatsServer.start();
      await using folder = await tempFolder();
      const args = [
        ...["--portal-only", ...FREE_PORTS, "--data", folder.path, ...AT_ONCE],
        ...["--set", `nats=${nats.url}`, "--set", `drainTimeout=${DRAIN_S}`],
      ];
      await using portal = await startBare({ args });
      await test(portal);
    },
  });
}

async function endsSoon(ended: Promise<number>): Promise<void> {
  const begun = performance.now();
  assert.equal(await ended, 0);
  assert.ok(performance.now() - begun < SOON_MS, `it took ${performance.now() - begun} ms`);
}

drainTest("a Portal that is asked to end ends at once when nobody is there", async (portal) => {
  await endsSoon(portal.stop("SIGTERM"));
});

drainTest(
  "a Portal that is asked to end lets nobody in, and ends when the last one has left",
  async (portal) => {
    const client = await TelnetClient.connect(portal.telnetPort);
    await client.untilReceived(IAC, 1);
    portal.signal("SIGTERM");
    await client.until(/This connection ends in 600 seconds, as its server is renewed/);
    const { telnetPort, webPort, tlsPort, sshPort } = portal;
    for (const port of [telnetPort, webPort, tlsPort, sshPort]) await refuses(port);
    await client[Symbol.asyncDispose]();
    await endsSoon(portal.ended);
  },
);

drainTest("a Portal that is asked to end twice waits for nobody", async (portal) => {
  await using client = await TelnetClient.connect(portal.telnetPort);
  await client.untilReceived(IAC, 1);
  portal.signal("SIGTERM");
  await client.until(/This connection ends in 600 seconds/);
  const ended = portal.stop("SIGINT");
  await client.until(/The server is shutting down/);
  await endsSoon(ended);
});

drainTest(
  "a Portal that is asked to end sends no page on while no Server is there",
  async (portal) => {
    await using client = await TelnetClient.connect(portal.telnetPort);
    await client.untilReceived(IAC, 1);
    const page = new WebSocket(`ws://127.0.0.1:${portal.webPort}/ws`, [
      "spans.vestibule",
      "resume",
    ]);
    const closed = Promise.withResolvers<string>();
    page.onclose = ({ reason }) => closed.resolve(reason);
    const begun = Promise.withResolvers<void>();
    page.onmessage = ({ data }) => String(data).startsWith('["resume",') && begun.resolve();
    await begun.promise;
    const ended = portal.stop("SIGTERM");
    await client.until(/This connection ends in 600 seconds/);
    await refuses(portal.webPort);
    portal.signal("SIGINT");
    assert.equal(await closed.promise, "shutdown");
    await endsSoon(ended);
  },
);
