import assert from "node:assert/strict";

const ROOT = new URL("../../../../", import.meta.url);

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

for (const entry of ["src/main.ts", "src/store_worker.ts", "src/server_worker.ts", "src/data.ts"]) {
  Deno.test(`${entry} loads nothing that speaks to PostgreSQL before a setting asks for it`, async () => {
    const loaded = [...await loadedWith(entry)];
    assert.ok(loaded.length > 10, "the modules were not found");
    const own = loaded.filter((one) => one.includes("/store/postgres/"))
      .filter((one) => !one.endsWith("/postgres_url.ts"));
    assert.deepEqual(own, []);
    assert.deepEqual(loaded.filter((one) => /^npm:\/?pg[@-]/.test(one)), []);
  });
}
