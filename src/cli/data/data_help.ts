import type { DataAction } from "./data_args.ts";

const TEXTS: Readonly<Record<DataAction, readonly string[]>> = {
  backup: [
    "deno task backup [FILE]",
    "",
    "Copies the world into one file, also while people play, and checks the copy.",
    "Without FILE it goes into the folder backups of the data folder, named after the time.",
  ],
  restore: [
    "deno task restore FILE",
    "",
    "Puts a backup in the place of the world. The server must be stopped. The backup is checked",
    "before anything is touched, and the world that was there is kept beside it.",
  ],
  export: [
    "deno task export [FILE]",
    "",
    "Writes the world as lines of JSON, also while people play. Without FILE, or with -, it goes",
    "to standard output.",
  ],
  import: [
    "deno task import FILE",
    "",
    "Makes a world out of an export, whole or not at all. There must be no world in the data",
    "folder yet. - reads standard input.",
  ],
};

const COPY = [
  "deno task store copy --from sqlite:FILE --to postgres://USER@HOST/NAME",
  "deno task store copy --from postgres://USER@HOST/NAME --to sqlite:FILE",
  "",
  "Copies the world from a file into an empty PostgreSQL database, or back into a new file, whole",
  "or not at all. The server must be stopped. Every row is compared.",
  "",
  "Anybody on this machine can see what is typed here: give the password as PGPASSWORD.",
];

const REALM = [
  "deno task store realm --of sqlite:FILE --name REALM",
  "deno task store realm --of postgres://USER@HOST/NAME --name REALM",
  "",
  "Makes a world that of a realm. The first realm whose Server is started on a world has it, and no",
  "other may start on it: this is for a realm that is renamed, and for a copy that becomes another",
  "realm's world. The server must be stopped.",
];

const FLAGS = [
  "Flags:",
  "  --data DIR         folder of the world (default data)",
  "  --config FILE      settings file (default vestibule.config.ts, if there)",
  "  --set NAME=VALUE   any setting",
  "  --help             show this text",
  "",
];

const SECRETS = [
  "What is written holds the hashes of passwords: keep it where only you can read it.",
  "",
];

/** Returns the help text of a copy. */
export function copyHelp(): string {
  return [...COPY, ""].join("\n");
}

/** Returns the help text of naming a world's realm. */
export function realmHelp(): string {
  return [...REALM, ""].join("\n");
}

/** Returns the help text of one of them, or of all. */
export function dataHelp(action?: DataAction): string {
  const texts = action === undefined ? [...Object.values(TEXTS), COPY, REALM] : [TEXTS[action]];
  return [...texts.flatMap((text) => [...text, ""]), ...SECRETS, ...FLAGS].join("\n");
}
