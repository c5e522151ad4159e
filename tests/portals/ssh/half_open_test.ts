import assert from "node:assert/strict";
import { CuttableLine } from "../../e2e/cuttable_line.ts";
import { soon } from "../../e2e/soon.ts";
import { measured, stopwatch } from "../../reliability/measured.ts";
import { sshLab } from "./ssh_lab.ts";
import { SshPeer } from "./ssh_peer.ts";

/** After how much silence a client is asked whether it is there, in milliseconds. */
const SILENCE_MS = 20;
/** More than a client has to close its socket once it is told to, in milliseconds. */
const LONG_MS = 10_000;

Deno.test("load 2. sshPortal() cuts off a client whose network is gone, and nobody else", async () => {
  await using lab = await sshLab({ limits: { silenceMs: SILENCE_MS } });
  const here = await lab.connect();
  const session = await lab.sink.session();
  await using line = await CuttableLine.to(lab.portal.port);
  const gone = await SshPeer.connect({ port: line.port });
  const lost = await lab.sink.session();
  line.hold();
  const since = stopwatch();
  const closed = lost.nextOf("closed");
  const turn = setInterval(() => lab.clock.advance(LONG_MS), 10);
  try {
    const { reason } = await soon(closed, () => "Cannot find an end of the session");
    assert.equal(reason, "client_closed");
    measured("load 2", `over SSH closed after ${since()} ms, where ${SILENCE_MS} ms are a silence`);
  } finally {
    clearInterval(turn);
  }
  gone.vanish();
  await gone.ended();
  here.press("still here\r");
  assert.equal((await session.nextOf("line")).line, "still here");
});
