import { circles } from "./circles.ts";
import type { Graph, Import, SourceFile } from "./graph.ts";

/** What breaks a rule: the file, and the rule in words. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
}

/** Finds what breaks a rule in a graph. */
export type Rule = (graph: Graph) => readonly Violation[];

/** The longest file, in lines. */
export const MAX_LINES = 300;

const PORTALS_MAY_IMPORT =
  /^src\/(?:portals\/|core\/(?:boundary|text|settings|trace|gate)\/|core\/(?:clock|standard_schema)\.ts$)/;
const TEST_KIT = /^src\/plugins\/test(?:ing\.ts|_game\.ts|ing\/)/;
const MAY_LISTEN =
  /^(?:src\/(?:portals\/|cli\/|plugins\/testing\/|[^/]+\.ts$)|plugins\/[^/]+\/(?:portal\.ts$|tests\/))/;
const MAY_OPEN_DATABASE = /^src\/(?:core\/store\/|store_worker\.ts$)/;
const HAS_DEFAULT_EXPORT = /^(?:src\/plugins\/builtin\/mod|plugins\/[^/]+\/(?:mod|portal))\.ts$/;
const NETWORK = /^(?:node:(?:net|tls|dgram|https?|http2)|ws|@hono\/node-server)$/;
const NETWORK_MEMBER = /^(?:\*$|listen|serve|connect)/;

/** The core knows nothing but itself. */
export function coreStandsAlone(graph: Graph): readonly Violation[] {
  return imports(graph, /^src\/core\//)
    .filter(({ found }) => found.target !== undefined && !isIn("src/core/", found))
    .map(refusal("src/core imports nothing of the rest of the repository"));
}

/** The portals know the boundary, the text, the settings, the trace, the clock and the gate. */
export function portalsKnowTheBoundary(graph: Graph): readonly Violation[] {
  return imports(graph, /^src\/portals\//)
    .filter(({ found }) => found.target !== undefined && !PORTALS_MAY_IMPORT.test(found.target))
    .map(refusal(
      "src/portals imports only src/core/boundary, text, settings, trace, gate, clock.ts and standard_schema.ts",
    ));
}

/** The default commands are a plugin like any other. */
export function builtinUsesTheApi(graph: Graph): readonly Violation[] {
  return imports(graph, /^src\/plugins\/builtin\//)
    .filter(({ found }) =>
      found.target !== "src/plugins/api.ts" && !isIn("src/plugins/builtin/", found) &&
      !isNpm(found)
    )
    .map(refusal("src/plugins/builtin imports only src/plugins/api.ts and npm packages"));
}

/** A plugin's package sees the core by its name alone. */
export function pluginsUseTheName(graph: Graph): readonly Violation[] {
  return imports(graph, /^plugins\/[^/]+\//)
    .filter(({ path, found }) => !isOwnFile(path, found) && !isCorePackage(found) && !isNpm(found))
    .filter(({ path, found }) => !isPluginTest(path) || !found.specifier.startsWith("node:"))
    .map(refusal('plugins/* imports only "@vestibule/core" and npm packages'));
}

/** The plugin host knows no portal; only the test kit puts both sides together. */
export function hostKnowsNoPortal(graph: Graph): readonly Violation[] {
  return imports(graph, /^src\/plugins\/(?!builtin\/)/)
    .filter(({ path, found }) =>
      !TEST_KIT.test(path) && found.target !== undefined && !isIn("src/core/", found) &&
      !isIn("src/plugins/", found)
    )
    .map(refusal("src/plugins imports only src/core, but for the test kit"));
}

/** No module needs itself in order to load. */
export function noCirclesAtRunTime(graph: Graph): readonly Violation[] {
  return circles(graph, isAtRunTime).map((group) => ({
    path: group.join(", "),
    rule: "no import circle at run time",
  }));
}

/** The nouns of the core speak of one another; nothing else does. */
export function typeCirclesInCoreAlone(graph: Graph): readonly Violation[] {
  const known = new Set(circles(graph, isAtRunTime).map((group) => group.join()));
  return circles(graph, () => true)
    .filter((group) => !known.has(group.join()))
    .filter((group) => group.some((path) => !path.startsWith("src/core/")))
    .map((group) => ({
      path: group.join(", "),
      rule: "an import circle of types alone stays inside src/core",
    }));
}

/** A file is about one thing. */
export function filesAreShort(graph: Graph): readonly Violation[] {
  return [...graph].filter(([, { lines }]) => lines > MAX_LINES).map(([path, { lines }]) => ({
    path,
    rule: `a file has at most ${MAX_LINES} lines: this one has ${lines}`,
  }));
}

/** Nothing has two names, but for what a plugin is found by. */
export function pluginsAloneHaveDefaults(graph: Graph): readonly Violation[] {
  return [...graph]
    .filter(([path, file]) => file.hasDefaultExport && !HAS_DEFAULT_EXPORT.test(path))
    .map(([path]) => ({
      path,
      rule: "only a plugin's mod.ts and portal.ts have a default export",
    }));
}

/** The Server isolate has no network. */
export function portalsAloneUseTheNetwork(graph: Graph): readonly Violation[] {
  return [...graph].filter(([path]) => !MAY_LISTEN.test(path)).flatMap(([path, file]) =>
    networkUses(file).map((use) => ({
      path,
      rule:
        `only src/portals, src/cli, src/*.ts and a plugin's portal.ts use the network: it uses ${use}`,
    }))
  );
}

/** The Store isolate alone has a database handle. */
export function storeAloneOpensDatabases(graph: Graph): readonly Violation[] {
  return imports(graph, /^/)
    .filter(({ path, found }) => found.specifier === "node:sqlite" && !MAY_OPEN_DATABASE.test(path))
    .map(refusal("only src/core/store and src/store_worker.ts use node:sqlite"));
}

/** Every rule. */
export const RULES: readonly Rule[] = [
  coreStandsAlone,
  portalsKnowTheBoundary,
  builtinUsesTheApi,
  pluginsUseTheName,
  hostKnowsNoPortal,
  noCirclesAtRunTime,
  typeCirclesInCoreAlone,
  filesAreShort,
  pluginsAloneHaveDefaults,
  portalsAloneUseTheNetwork,
  storeAloneOpensDatabases,
];

interface Found {
  readonly path: string;
  readonly found: Import;
}

function imports(graph: Graph, from: RegExp): Found[] {
  return [...graph].filter(([path]) => from.test(path)).flatMap(([path, file]) =>
    file.imports.map((found) => ({ path, found }))
  );
}

function refusal(rule: string): (broken: Found) => Violation {
  return ({ path, found }) => ({ path, rule: `${rule}: it imports "${found.specifier}"` });
}

function isPluginTest(path: string): boolean {
  return /^plugins\/[^/]+\/tests\//.test(path);
}

function isIn(folder: string, { target }: Import): boolean {
  return target?.startsWith(folder) ?? false;
}

function isNpm({ specifier, target }: Import): boolean {
  if (target !== undefined) return false;
  return specifier.startsWith("npm:") || !/^@vestibule\/|:/.test(specifier);
}

function isCorePackage({ specifier }: Import): boolean {
  return /^@vestibule\/core(?:\/testing|\/portal(?:\/conformance)?)?$/.test(specifier);
}

function isOwnFile(path: string, { specifier, target }: Import): boolean {
  const folder = /^plugins\/[^/]+\//.exec(path)?.[0] ?? path;
  return specifier.startsWith(".") && (target?.startsWith(folder) ?? false);
}

function isAtRunTime({ kind }: Import): boolean {
  return kind !== "type";
}

function networkUses({ imports, denoMembers }: SourceFile): string[] {
  const modules = imports.map(({ specifier }) => specifier).filter((name) => NETWORK.test(name));
  const members = denoMembers.filter((member) => NETWORK_MEMBER.test(member));
  return [...modules, ...members.map((member) => member === "*" ? "Deno" : `Deno.${member}`)];
}
