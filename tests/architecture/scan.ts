import { mask } from "./mask.ts";

/** Whether an import is gone at run time, done when the module loads, or done by `import()`. */
export type ImportKind = "type" | "static" | "dynamic";

/** An import as it stands in the source. */
export interface WrittenImport {
  readonly specifier: string;
  readonly kind: ImportKind;
}

/** What the rules look at in one source text. */
export interface Scan {
  readonly imports: readonly WrittenImport[];
  readonly hasDefaultExport: boolean;
  /** The members of `Deno` that it names, each once; `*` where it names `Deno` alone. */
  readonly denoMembers: readonly string[];
}

const STATIC =
  /(?<=^|[;}])[ \t]*(?:import|export)\b(?:(?<clause>[^"'`();:=]*?)\bfrom\s*|\s*)"(?<at>\d+)"/gm;
const DYNAMIC = /(?<!\btypeof\s*|[\w$.])import\s*\(\s*"(?<at>\d+)"\s*[,)]/g;
const DEFAULT = /(?<=^|[;}])[ \t]*export\s+(?:default\b|\{[^}]*\bdefault\s*[,}])/m;
const DENO = /(?<![\w$])Deno\b(?:\s*\??\.\s*(?<member>\w+))?/g;

/**
 * Finds the imports of a source text, and what else the rules look at.
 *
 * `import("…")` where a type stands counts as dynamic, unless after `typeof`. An `import()` of
 * anything but a string literal is not seen.
 *
 * @param text TypeScript or JavaScript.
 */
export function scan(text: string): Scan {
  const { code, strings } = mask(text);
  const specifier = (groups: Groups): string => strings[Number(groups?.at)] ?? "";
  const written = [...code.matchAll(STATIC)].map(({ groups }): WrittenImport => ({
    specifier: specifier(groups),
    kind: isTypeOnly(groups?.clause ?? "") ? "type" : "static",
  }));
  const dynamic = [...code.matchAll(DYNAMIC)].map(({ groups }): WrittenImport => ({
    specifier: specifier(groups),
    kind: "dynamic",
  }));
  const members = [...code.matchAll(DENO)].map(({ groups }) => groups?.member ?? "*");
  return {
    imports: [...written, ...dynamic],
    hasDefaultExport: DEFAULT.test(code),
    denoMembers: [...new Set(members)],
  };
}

type Groups = Readonly<Record<string, string>> | undefined;

function isTypeOnly(clause: string): boolean {
  const trimmed = clause.trim();
  if (/^type(?:\s*[{*]|\s+[\w$])/.test(trimmed)) return true;
  const names = /^\{(?<names>[^}]*)\}$/.exec(trimmed)?.groups?.names;
  const each = names?.split(",").map((name) => name.trim()).filter((name) => name !== "") ?? [];
  return each.length > 0 && each.every((name) => /^type\s+[\w$]/.test(name));
}
