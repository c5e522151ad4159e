import assert from "node:assert/strict";
import { createApp } from "../../src/portals/web/app.ts";
import { SupervisorLab } from "./supervisor_lab.ts";

Deno.test("operators 1. /readyz tells why the world cannot be entered, and how many Servers hung", async () => {
  const lab = await SupervisorLab.started({ cores: 3 });
  const app = createApp({ serverName: "The Old House", ready: () => lab.supervisor.state });
  const readiness = async () => {
    const response = await app.request("/readyz");
    return [response.status, await response.json()];
  };
  assert.deepEqual(await readiness(), [200, {
    ready: true,
    serverName: "The Old House",
    zombies: 0,
  }]);
  for (let hang = 0; hang < 2; hang++) {
    lab.server.script = { ping: "hang" };
    await lab.advance(4000);
  }
  assert.deepEqual(await readiness(), [503, {
    ready: false,
    reason: "The Server hung, and its thread cannot be ended: restart the whole process",
    zombies: 2,
  }]);
  await lab.end();
});
