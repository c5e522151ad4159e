import assert from "node:assert/strict";
import { ChannelBoundary } from "../../src/core/boundary/channel_boundary.ts";
import type { PortalMessage, ServerMessage } from "../../src/core/boundary/messages.ts";
import type { RunningServer } from "../../src/portals/running_server.ts";
import { ScriptedLink } from "../core/boundary/scripted_link.ts";
import { FakeServer } from "./fake_server.ts";
import { SupervisorLab } from "./supervisor_lab.ts";

/** A Server that takes what it is sent when the test says so. */
class BusyServer implements RunningServer {
  readonly #link = new ScriptedLink();
  readonly boundary = new ChannelBoundary<PortalMessage, ServerMessage>(this.#link, { epoch: 1 });
  die: (error: string) => void = () => {};

  onDeath(tell: (error: string) => void): void {
    this.die = tell;
  }

  terminate(): void {}

  /** Takes so many batches in all, and says something. */
  say(message: ServerMessage, taken: number): void {
    this.#link.arrive({ epoch: 1, messages: [message], taken });
  }
}

/** A supervisor whose first Server is ready, and then busy with the first line that was typed. */
async function busy() {
  const first = new BusyServer();
  const next: FakeServer[] = [];
  const lab = new SupervisorLab({
    spawn(epoch) {
      if (epoch === 1) return Promise.resolve(first);
      const server = new FakeServer(epoch, {});
      next.push(server);
      return Promise.resolve(server);
    },
  });
  const started = lab.supervisor.start();
  await lab.settled();
  first.say({ kind: "loaded", plugins: [] }, 0);
  await lab.settled();
  first.say({ kind: "ready", claimable: true }, 1);
  await started;
  await lab.settled();
  first.say({ kind: "pong", at: 0, isIdle: true }, 2);
  lab.type("loop");
  await lab.settled();
  lab.type("one");
  lab.type("two");
  await lab.settled();
  return { lab, first, next };
}

Deno.test("2.4.3 a Server that dies takes along what it was doing, and nothing behind it", async () => {
  const { lab, first, next } = await busy();
  first.die("a bug");
  lab.type("three");
  await lab.advance(0);
  assert.deepEqual(next[0]?.lines, ["one", "two", "three"]);
  await stop(lab);
});

Deno.test("2.4.3 what waits for a Server that never hands over is heard by the next", async () => {
  const { lab, next } = await busy();
  const reload = lab.supervisor.reload("reload");
  await lab.settled();
  lab.type("three");
  await lab.advance(10_000);
  assert.equal((await reload).kind, "reloaded");
  await lab.settled();
  assert.deepEqual(next[0]?.lines, ["one", "two", "three"]);
  await stop(lab);
});

async function stop(lab: SupervisorLab): Promise<void> {
  const stopping = lab.supervisor.stop();
  await lab.advance(10_000);
  await stopping;
}
