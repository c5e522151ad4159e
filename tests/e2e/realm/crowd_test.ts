import assert from "node:assert/strict";
import { tempFolder } from "../../cli/temp_folder.ts";
import { HAS_NATS } from "../../portals/realm/nats/nats_test_case.ts";
import { NatsServer } from "../../portals/realm/nats/nats_server.ts";
import { AT_ONCE, FREE_PORTS, type RunningProgram, startBare } from "../program.ts";
import { TelnetClient } from "../telnet_client.ts";

/** What a Portal says first to a telnet client (RFC 854): there is a session then. */
const IAC = "\xff";
const REFUSED = /too many/i;
/** How many sessions an address may have. */
const MOST = 3;
const ADDRESS = "203.0.113.7";
/** How long Portals may take to hear of each other's sessions, in milliseconds. */
const TOLD_MS = 20_000;

/** Connects by a proxy of this machine, which says where the client is from; tells if it may stay. */
async function comeFrom(address: string, { telnetPort }: RunningProgram) {
  const client = await TelnetClient.connect(telnetPort);
  const header = `PROXY TCP4 ${address} 127.0.0.1 50000 ${telnetPort}\r\n`;
  await client.write(new TextEncoder().encode(header));
  const isIn = await Promise.race([
    client.untilReceived(IAC, 1).then(() => true),
    client.until(REFUSED).then(() => false),
  ]);
  return { client, isIn };
}

/** How often in a row a client is answered the same, so that none of its own is there any more. */
const TIMES = 20;

/** Comes and goes until a client may stay, or may not, whenever it comes. */
async function untilTold(portal: RunningProgram, expected: { readonly isIn: boolean }) {
  let times = 0;
  for (const end = performance.now() + TOLD_MS; times < TIMES;) {
    const { client, isIn } = await comeFrom(ADDRESS, portal);
    await client[Symbol.asyncDispose]();
    times = isIn === expected.isIn ? times + 1 : 0;
    if (isIn && expected.isIn) return;
    assert.ok(performance.now() < end, `a client may stay, or not: ${isIn}`);
  }
}

Deno.test({
  name: "Portals in processes of their own let no more sessions of one address in than one would",
  ignore: !HAS_NATS,
  async fn() {
    await using nats = await NatsServer.start();
    await using folder = await tempFolder();
    await using stack = new AsyncDisposableStack();
    const start = async (place: string) =>
      stack.use(
        await startBare({
          args: [
            ...["--portal-only", ...FREE_PORTS, "--data", `${folder.path}/${place}`, ...AT_ONCE],
            ...["--set", `nats=${nats.url}`, "--set", `maxSessionsPerAddress=${MOST}`],
            ...["--set", 'trustedProxies=["127.0.0.1"]', "--set", "drainTimeout=0"],
            ...["--set", "connectionRatePerAddress=0"],
          ],
        }),
      );
    const [one, other] = [await start("one"), await start("other")];
    const staying: TelnetClient[] = [];
    for (let visit = 0; visit < MOST; visit++) {
      const { client, isIn } = await comeFrom(ADDRESS, one);
      staying.push(stack.use(client));
      assert.equal(isIn, true);
    }
    await untilTold(other, { isIn: false });
    const stranger = await comeFrom("203.0.113.8", other);
    stack.use(stranger.client);
    assert.equal(stranger.isIn, true);

    const late = await start("late");
    await untilTold(late, { isIn: false });
    await one.stop("SIGTERM");
    await untilTold(late, { isIn: true });
    await untilTold(other, { isIn: true });
  },
});
