/**
 * A process that takes the place of a realm and tells what becomes of it, a line each: `held TERM`,
 * `woke true` or `woke false` when it had stood still, and `lost REASON`. It runs until it is killed.
 */
import { systemClock } from "../../../../src/core/clock.ts";
import { connectNats } from "../../../../src/portals/realm/nats/connect_nats.ts";
import { Lease } from "../../../../src/portals/realm/lease/lease.ts";

/** How long it must have stood still to tell of it, in milliseconds. */
const STILL_MS = 400;

const [nats = "", timeout] = Deno.args;
const connection = await connectNats({
  ...{ nats, natsNkey: "", natsCa: "", name: "vestibule test" },
  readFile: (path) => Deno.readTextFile(path),
});
const acquired = await Lease.acquire({
  ...{ connection, realm: "main", holder: "child", timeout: Number(timeout), clock: systemClock },
  monotonic: () => performance.now(),
});
if (acquired.kind === "held") {
  const { lease } = acquired;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    if (now - last > STILL_MS) console.log(`woke ${lease.isHeld}`);
    last = now;
  }, 5);
  lease.lost.then((reason) => console.log(`lost ${reason}`));
  console.log(`held ${lease.term}`);
}
