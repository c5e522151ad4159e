/** The shape of the database, as the numbered steps that lead to it. */

/** SQLite's `application_id` of our files: the letters "VSTB". */
export const APPLICATION_ID = 0x56535442;

/**
 * The migrations, as SQL; the first one has number 1. A migration that was released never changes:
 * a new shape is a new migration at the end.
 *
 * `AUTOINCREMENT` keeps the ids of deleted accounts from being given again; objects have
 * `lastObjectId` in `meta` for that.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta (key, value) VALUES ('lastObjectId', 0), ('writeProbe', 0);
  CREATE TABLE objects (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    nameKey TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    isSuperuser INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    data TEXT NOT NULL
  ) STRICT;
  CREATE INDEX superusers ON accounts (id) WHERE isSuperuser = 1;
  `,
  `
  CREATE TABLE bans (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('address', 'name')),
    pattern TEXT NOT NULL,
    reason TEXT NOT NULL,
    madeBy TEXT NOT NULL,
    madeAt INTEGER NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE plugin_data (
    plugin TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (plugin, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE plugin_versions (
    plugin TEXT PRIMARY KEY,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `ALTER TABLE bans ADD COLUMN until INTEGER NOT NULL DEFAULT 0;`,
  `
  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    isDeed INTEGER NOT NULL,
    accountId INTEGER NOT NULL,
    account TEXT NOT NULL,
    doneBy TEXT NOT NULL,
    address TEXT NOT NULL,
    protocol TEXT NOT NULL,
    sessid INTEGER NOT NULL,
    detail TEXT NOT NULL,
    count INTEGER NOT NULL,
    lastAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX auditDeeds ON audit (isDeed);
  `,
  `
  CREATE TABLE ran (
    sessid INTEGER PRIMARY KEY,
    line INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  `,
  `CREATE TABLE realm (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL) STRICT;`,
  `ALTER TABLE ran ADD COLUMN beyond TEXT;`,
];
