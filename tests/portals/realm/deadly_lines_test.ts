import assert from "node:assert/strict";
import { DeadlyLab } from "./deadly_lab.ts";

Deno.test("what two Servers have died over is given up by the third, a line and a call", async () => {
  await using lab = new DeadlyLab();
  let server = await lab.start(1, "cold");
  const portal = lab.portal(1);
  await lab.advance(500);
  const [typist, client] = [await portal.connect(), await portal.connect()];
  await lab.advance(500);
  typist.type("note deadly");
  client.call("deadly");
  for (let term = 2; term <= 5; term++) {
    await lab.advance(100);
    server.kill();
    server = await lab.start(term, "crash");
    await lab.advance(1_500);
  }

  assert.equal(lab.runs, 4);
  const told = [typist, client].map(({ connection }) =>
    connection.shown.map(String).filter((text) => text.includes("more than once"))
  );
  assert.deepEqual(told, [
    ['|yWhat you typed was not run: the world has stopped over "note deadly" more than once.|n'],
    ["|ySomething that your client sent was not heard: the world has stopped over it more than once.|n"],
  ]);
  assert.deepEqual(portal.server.inputOf(typist.sessid), []);
});

Deno.test("a line is not blamed for Servers that hand over", async () => {
  await using lab = new DeadlyLab();
  let server = await lab.start(1, "cold");
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  await lab.advance(500);
  client.type("note deadly");
  for (let term = 2; term <= 5; term++) {
    await lab.advance(100);
    server.kill();
    server = await lab.start(term, "reload");
    await lab.advance(1_500);
  }
  assert.equal(lab.runs, 5);
});

Deno.test("a line over which Servers die is given up also where its Portal finds each of them late", async () => {
  await using lab = new DeadlyLab();
  let server = await lab.start(1, "cold");
  const portal = lab.portal(1);
  await lab.advance(500);
  const client = await portal.connect();
  await lab.advance(500);
  client.type("note deadly");
  for (let term = 2; term <= 6; term++) {
    await lab.advance(100);
    server.kill();
    portal.end.isCut = true;
    server = await lab.start(term, "crash");
    await lab.advance(3_000);
    portal.end.isCut = false;
    await lab.advance(1_500);
  }
  assert.equal(lab.runs, 2);
});
