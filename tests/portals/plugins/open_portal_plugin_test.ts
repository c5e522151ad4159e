import assert from "node:assert/strict";
import { aPortal, PluginLab } from "./plugin_lab.ts";

Deno.test("openPortalPlugin() gives a plugin its settings, the address, the limits and the time", async () => {
  const lab = new PluginLab();
  const { settings, hostname, limits, clock } = await lab.context();
  assert.deepEqual(settings, { port: 1 });
  assert.equal(hostname, "127.0.0.1");
  assert.deepEqual(limits, { lineCharacters: 6000, outboundBytes: Infinity });
  assert.equal(clock, lab.clock);
});

Deno.test("openPortalPlugin() writes where it listens, and that nothing holds it", async () => {
  const lab = new PluginLab();
  const portal = await lab.open(() => Promise.resolve(aPortal()));
  assert.deepEqual([portal.name, portal.version, portal.port], ["recorded", "1.0.0", 7979]);
  const told = lab.traced.find(({ kind }) => kind === "portal:open");
  assert.deepEqual(told?.data, {
    ...{ portal: "recorded", version: "1.0.0", port: 7979 },
    permissions: "all: it is not sandboxed",
  });
});

Deno.test("openPortalPlugin() names the plugin whose listen throws, and keeps the cause", async () => {
  const cause = new Deno.errors.AddrInUse("Address already in use (os error 98)");
  await assert.rejects(new PluginLab().open(() => Promise.reject(cause)), (error: Error) => {
    assert.equal(
      error.message,
      'Cannot open portal plugin "recorded" as it must listen: its listen threw: Address already ' +
        'in use (os error 98). Change its settings in "portalPlugins", or take it out there',
    );
    assert.equal(error.cause, cause);
    return true;
  });
});

Deno.test("openPortalPlugin() names the plugin whose listen throws before there is a promise", async () => {
  const lab = new PluginLab();
  const listen = () => {
    throw new Error("no key");
  };
  await assert.rejects(lab.open(listen), /"recorded".*its listen threw: no key/);
});

Deno.test("openPortalPlugin() waits 10 s for a listen that hangs, and closes what comes later", async () => {
  const lab = new PluginLab();
  const late = Promise.withResolvers<ReturnType<typeof aPortal>>();
  const opening = lab.open(() => late.promise);
  const failed = assert.rejects(opening, /"recorded".*its listen did not end within 10 s/);
  lab.clock.advance(10_000);
  await failed;
  const closed = Promise.withResolvers<void>();
  late.resolve(aPortal(() => Promise.resolve(closed.resolve())));
  await closed.promise;
  assert.deepEqual(lab.failures(), []);
});

for (
  const [what, portal] of Object.entries({
    "nothing": undefined,
    "a portal of another key": { ...aPortal(), protocolKey: "other" },
    "a portal that cannot be closed": { protocolKey: "recorded", port: 1 },
  })
) {
  Deno.test(`openPortalPlugin() refuses a listen that returns ${what}`, async () => {
    // A plugin in JavaScript may return anything.
    const listen = () => Promise.resolve(portal as ReturnType<typeof aPortal>);
    await assert.rejects(
      new PluginLab().open(listen),
      /what its listen returned has not the protocolKey "recorded", a port and close\(\)/,
    );
  });
}

Deno.test("openPortalPlugin()'s log writes the plugin's name, the session and what was thrown", async () => {
  const lab = new PluginLab();
  const { log } = await lab.context();
  log("a stranger came");
  log("that went wrong", { level: "warn", sessid: 3, error: new Error("no moon") });
  const [first, second] = lab.traced.filter(({ kind }) => kind === "portal:log");
  assert.deepEqual([first?.level, first?.data], ["info", {
    ...{ portal: "recorded", text: "a stranger came" },
  }]);
  assert.deepEqual([second?.level, second?.sessid], ["warn", 3]);
  assert.match(String(second?.data.error), /^Error: no moon\n/);
});

Deno.test("close() of a portal plugin waits 3 s, throws nothing, and writes what went wrong", async () => {
  const lab = new PluginLab();
  const hanging = await lab.open(() => Promise.resolve(aPortal(() => new Promise<void>(() => {}))));
  const closing = hanging.close();
  lab.clock.advance(3_000);
  await closing;
  const throwing = await lab.open(() =>
    Promise.resolve(aPortal(() => {
      throw new Error("stuck");
    }))
  );
  await throwing.close();
  const [late, thrown] = lab.failures();
  assert.deepEqual(late, ["close", "it did not end within 3 s"]);
  assert.match(thrown?.[1] ?? "", /^Error: stuck/);
});

Deno.test("stopListening() of a portal plugin asks it to, throws nothing, and writes what went wrong", async () => {
  const lab = new PluginLab();
  const calls: string[] = [];
  const portals = [
    { ...aPortal(), stopListening: () => void calls.push("stopped") },
    aPortal(),
    {
      ...aPortal(),
      stopListening() {
        throw new Error("stuck");
      },
    },
  ];
  for (const portal of portals) {
    const open = await lab.open(() => Promise.resolve(portal));
    open.stopListening?.();
  }
  assert.deepEqual(calls, ["stopped"]);
  const failures = lab.failures();
  assert.equal(failures.length, 1);
  assert.equal(failures[0]?.[0], "stopListening");
  assert.match(failures[0]?.[1] ?? "", /^Error: stuck/);
});
