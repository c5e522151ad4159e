import { nearestName } from "../../core/settings/nearest.ts";
import { parseArgs, type RunArgs } from "../args.ts";

/** What can be done with a world that is kept. */
export const ACTIONS = ["backup", "restore", "export", "import"] as const;

/** One of them. */
export type DataAction = typeof ACTIONS[number];

/** What the command line asks for. */
export type DataArgs =
  | {
    readonly kind: "do";
    readonly action: DataAction;
    /** The other file, as it was typed; `-` is standard input or output. */
    readonly file?: string;
    /** The flags, which say where the world is. */
    readonly flags: RunArgs;
  }
  | { readonly kind: "help"; readonly action?: DataAction }
  | { readonly kind: "error"; readonly problems: readonly string[] };

const FLAGS = new Set(["data", "config", "set", "help"]);

/**
 * Reads the command line of `backup`, `restore`, `export` and `import`.
 *
 * @param argv The arguments after the program's name.
 */
export function parseDataArgs(argv: readonly string[]): DataArgs {
  const [first = "", ...rest] = argv;
  if (first === "--help" || first === "-h") return { kind: "help" };
  const action = ACTIONS.find((name) => name === first);
  if (action === undefined) return { kind: "error", problems: [unknownAction(first)] };
  const [file] = rest;
  const isFile = file !== undefined && (file === "-" || !file.startsWith("-"));
  const typed = isFile ? rest.slice(1) : rest;
  const foreign = typed.flatMap((word) => /^--([^=]+)/.exec(word)?.[1] ?? [])
    .filter((name) => !FLAGS.has(name))
    .map((name) => `Cannot use "--${name}" with ${action} as it takes --data, --config and --set`);
  if (foreign.length > 0) return { kind: "error", problems: foreign };
  const flags = parseArgs(typed);
  switch (flags.kind) {
    case "error":
      return flags;
    case "help":
    case "version":
      return { kind: "help", action };
  }
  const problem = fileProblem(action, isFile ? file : undefined);
  if (problem !== undefined) return { kind: "error", problems: [problem] };
  return { kind: "do", action, flags, ...(isFile ? { file } : {}) };
}

function fileProblem(action: DataAction, file: string | undefined): string | undefined {
  const needsFile = action === "restore" || action === "import";
  if (needsFile && file === undefined) {
    return `Cannot ${action} as a file must be named: there is none`;
  }
  const isDatabase = action === "backup" || action === "restore";
  if (isDatabase && file === "-") {
    return `Cannot use "-" with ${action} as it must be a file: SQLite reads and writes files alone`;
  }
  return undefined;
}

function unknownAction(typed: string): string {
  const names = [...ACTIONS, "copy"];
  const nearest = nearestName(typed, names);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  return `Cannot do "${typed}" as it must be one of ${names.join(", ")}.${hint}`;
}
