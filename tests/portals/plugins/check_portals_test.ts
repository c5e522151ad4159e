import assert from "node:assert/strict";
import * as v from "valibot";
import * as z from "zod";
import { checkPortals } from "../../../src/portals/plugins/check_portals.ts";
import { definePlugin } from "../../../mod.ts";
import { definePortal } from "../../../src/portals/api.ts";

const listen = () => Promise.reject(new Error("Nobody lets it listen"));
const bare = { name: "gopher", version: "1.0.0", api: 1, listen };

function used(plugin: unknown, settings: Readonly<Record<string, unknown>> = {}, use = "./it.ts") {
  return { use, plugin, settings };
}

Deno.test("checkPortals() gives each portal plugin what its schema made of its settings", async () => {
  const port = z.number().default(70);
  const gopher = definePortal({ ...bare, settings: z.strictObject({ port }) });
  const gemini = definePortal({
    ...{ ...bare, name: "gemini" },
    settings: v.strictObject({ host: v.optional(v.string(), "localhost") }),
  });
  const finger = definePortal({ ...bare, name: "finger" });
  const checked = await checkPortals([used(gopher, { port: 71 }), used(gemini), used(finger)]);
  assert.deepEqual(checked.map(({ plugin, settings }) => [plugin.name, settings]), [
    ["gopher", { port: 71 }],
    ["gemini", { host: "localhost" }],
    ["finger", {}],
  ]);
});

const refused: readonly (readonly [what: string, plugin: unknown, message: RegExp])[] = [
  ["what is nothing", undefined, /"\.\/it\.ts".*must be a portal plugin: write `export default/],
  [
    "a plugin of the game",
    definePlugin({ name: "weather", version: "1.0.0", api: 1, setup() {} }),
    /it is a plugin of the game\. Name it in the setting "plugins", and here its entry "\.\/portal"/,
  ],
  ["a bad name", { ...bare, name: "My Gopher" }, /must be lower-case letters.*"My Gopher"/],
  ["another interface", { ...bare, api: 2 }, /"gopher".*interface 1: it says 2\. Look for another/],
  [
    "the name of a protocol of ours",
    { ...bare, name: "telnet" },
    /its name must be its own: this server's own portal is called "telnet" too/,
  ],
];

for (const [what, plugin, message] of refused) {
  Deno.test(`checkPortals() refuses ${what}, and says what to do`, async () => {
    await assert.rejects(checkPortals([used(plugin)]), message);
  });
}

Deno.test("checkPortals() refuses two of one name, and settings that do not fit, all at once", async () => {
  const schema = z.strictObject({ port: z.number() });
  const gopher = definePortal({ ...bare, settings: schema });
  await assert.rejects(
    checkPortals([
      used(gopher, { port: "seventy" }, "./one.ts"),
      used(bare, { prot: 70 }, "./two.ts"),
    ]),
    (error: Error) => {
      const lines = error.message.split("\n");
      assert.match(lines[0] ?? "", /"portalPlugins\.gopher\.port": .*number/);
      assert.match(lines[1] ?? "", /"\.\/two\.ts".*"\.\/one\.ts" is called "gopher" too/);
      assert.match(lines[2] ?? "", /"gopher" settings .* it has none, and was given "prot"/);
      assert.equal(lines.length, 3);
      return true;
    },
  );
});

Deno.test("checkPortals() names the portal plugin whose schema throws", async () => {
  const settings = z.unknown().transform(() => {
    throw new Error("no such moon");
  });
  const gopher = definePortal({ ...bare, settings });
  await assert.rejects(checkPortals([used(gopher)]), /portal plugin "gopher".*no such moon/);
});
