const IMPORT = /^import \{([^}]*)\} from "\.\/([\w.]+)";$/gm;
const EXPORT = /^export ((?:async )?(?:function|class|const) (\w+))/gm;

/**
 * Puts modules into one: each becomes a function's scope that gives what it exports. What the one
 * that starts exports, the whole does.
 *
 * They may import one another by `import { name } from "./other.js"`, and export declarations.
 *
 * @param modules The texts of the modules by name.
 * @param entry The module that starts.
 * @param options `apart` are files that stay files of their own, beside the script.
 * @throws {Error} When a module is missing, or writes an import or export in another way.
 */
export function bundleModules(
  modules: Readonly<Record<string, string>>,
  entry: string,
  { apart = [] }: { readonly apart?: readonly string[] } = {},
): string {
  const parts: string[] = [];
  const done = new Set<string>();
  add(entry);
  const exported = exportsOf(modules[entry] ?? "");
  if (exported.length > 0) {
    parts.push(`export const { ${exported.join(", ")} } = ${variableOf(entry)};`);
  }
  return parts.join("\n");

  function add(name: string): void {
    if (done.has(name)) return;
    done.add(name);
    if (apart.includes(name)) {
      parts.unshift(`import * as ${variableOf(name)} from "./${name}";`);
      return;
    }
    const source = modules[name];
    if (source === undefined) {
      throw new Error(`Cannot bundle "${name}" as it must be one of the modules`);
    }
    for (const [, , imported] of source.matchAll(IMPORT)) add(imported ?? "");
    parts.push(scopeOf(name, source));
  }
}

function scopeOf(name: string, source: string): string {
  const exported = exportsOf(source);
  const body = source
    .replace(
      IMPORT,
      (_, names: string, from: string) =>
        `const {${names.replace(/(\w+) as (\w+)/g, "$1: $2")}} = ${variableOf(from)};`,
    )
    .replace(EXPORT, "$1");
  const left = /^(?:import|export)\b.*/m.exec(body);
  if (left !== null) {
    throw new Error(`Cannot bundle "${name}" as each import must name what it takes: ${left[0]}`);
  }
  return `const ${variableOf(name)} = (() => {\n${body}\nreturn { ${exported.join(", ")} };\n})();`;
}

function exportsOf(source: string): readonly string[] {
  return [...source.matchAll(EXPORT)].flatMap(([, , found]) => found === undefined ? [] : [found]);
}

function variableOf(name: string): string {
  return `$${name.replace(/\W/g, "_")}`;
}
