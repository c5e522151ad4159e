import assert from "node:assert/strict";

const ROOT = new URL("../", import.meta.url);

interface Info {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly isDynamic?: boolean;
      readonly code?: { readonly specifier?: string };
    }[];
  }[];
  readonly redirects: Readonly<Record<string, string>>;
}

/** Returns what is loaded with a module, whether or not any setting asks for it. */
async function loadedWith(path: string): Promise<ReadonlySet<string>> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", new URL(path, ROOT).href],
    cwd: ROOT,
  }).output();
  const info: Info = JSON.parse(new TextDecoder().decode(stdout));
  const modules = new Map(info.modules.map((module) => [module.specifier, module]));
  const found = new Set<string>();
  const left = [new URL(path, ROOT).href];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const { isDynamic, code } of modules.get(next)?.dependencies ?? []) {
      if (isDynamic !== true && code?.specifier !== undefined) left.push(code.specifier);
    }
  }
  return found;
}

/** What only some settings need: our files of it, and the packages. */
const ON_DEMAND = {
  PostgreSQL: {
    files: /\/store\/postgres\/(?!postgres_url\.ts$)/,
    packages: /^npm:\/?pg[@-]/,
  },
  NATS: {
    files: /\/portals\/realm\/|\/src\/(?:portal|server)_program\.ts$/,
    packages: /^npm:\/?(?:@nats-io\/|cborg@)/,
  },
};

for (const entry of ["src/main.ts", "src/store_worker.ts", "src/server_worker.ts", "src/data.ts"]) {
  for (const [what, { files, packages }] of Object.entries(ON_DEMAND)) {
    Deno.test(`${entry} loads nothing that speaks to ${what} before a setting asks for it`, async () => {
      const loaded = [...await loadedWith(entry)];
      assert.ok(loaded.length > 10, "the modules were not found");
      assert.deepEqual(loaded.filter((one) => files.test(one) || packages.test(one)), []);
    });
  }
}

Deno.test("a part of a server loads what speaks to NATS, so that the tests above would find it", async () => {
  const loaded = [...await loadedWith("src/portal_program.ts")];
  const { files, packages } = ON_DEMAND.NATS;
  assert.ok(loaded.some((one) => files.test(one)));
  assert.ok(loaded.some((one) => packages.test(one)));
});
