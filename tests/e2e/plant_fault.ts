import { tempFolder } from "../cli/temp_folder.ts";

/** A program with a fault in it, which these flags of `deno run` start. */
export interface PlantedFault extends AsyncDisposable {
  readonly flags: readonly string[];
}

const HOME = new URL("../../", import.meta.url);

/**
 * Puts a module with a fault in the place of one of the program's, which that module itself may
 * still import.
 *
 * @param fault The name of the module in `planted/`.
 * @param module The module it takes the place of, such as `src/core/store/sqlite.ts`.
 */
export async function plantFault(fault: string, module: string): Promise<PlantedFault> {
  const folder = await tempFolder();
  const place = new URL(module, HOME).href;
  const planted = new URL("./planted/", import.meta.url).href;
  const map = {
    imports: { ...await ownImports(), [place]: `${planted}${fault}` },
    scopes: { [planted]: { [place]: place } },
  };
  return {
    flags: ["--import-map", await folder.write("map.json", JSON.stringify(map))],
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** What deno.json says of imports, which an import map takes the place of. */
async function ownImports(): Promise<Readonly<Record<string, string>>> {
  // Written by us, and checked by everything that runs.
  const { name, imports, exports } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", HOME)),
  ) as Record<"imports" | "exports", Record<string, string>> & { readonly name: string };
  const own = Object.entries(exports).map(([path, file]) =>
    [`${name}${path.slice(1)}`, new URL(file, HOME).href] as const
  );
  // A package's inner paths come with the package in deno.json, and not in an import map.
  const inner = Object.entries(imports).map(([key, specifier]) =>
    [`${key}/`, specifier.replace("npm:", "npm:/") + "/"] as const
  );
  return { ...imports, ...Object.fromEntries([...own, ...inner]) };
}
