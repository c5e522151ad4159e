/**
 * The migrations of a PostgreSQL database, as SQL; the first one has number 1. A migration that was
 * released never changes: a new shape is a new migration at the end.
 *
 * Ids are given by the Store and never again: `meta` has the last of each kind. Texts that are
 * compared or sorted are compared by their bytes, as SQLite does. Accounts of one batch may pass
 * their names on to each other, so names are compared when the transaction ends.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (key text PRIMARY KEY, value bigint NOT NULL);
  INSERT INTO meta (key, value) VALUES
    ('lastObjectId', 0), ('lastAccountId', 0), ('owner', 0), ('commits', 0);
  CREATE TABLE objects (
    id bigint PRIMARY KEY,
    type text NOT NULL,
    name text NOT NULL,
    data text NOT NULL
  );
  CREATE TABLE accounts (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    name_key text COLLATE "C" NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED,
    password text NOT NULL,
    is_superuser boolean NOT NULL,
    created_at bigint NOT NULL,
    data text NOT NULL
  );
  CREATE INDEX superusers ON accounts (id) WHERE is_superuser;
  CREATE TABLE bans (
    id bigint PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('address', 'name')),
    pattern text NOT NULL,
    reason text NOT NULL,
    made_by text NOT NULL,
    made_at bigint NOT NULL,
    until bigint NOT NULL
  );
  CREATE TABLE plugin_data (
    plugin text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (plugin, key)
  );
  CREATE TABLE plugin_versions (plugin text COLLATE "C" PRIMARY KEY, version bigint NOT NULL);
  CREATE TABLE audit (
    id bigint PRIMARY KEY,
    at bigint NOT NULL,
    kind text NOT NULL,
    is_deed boolean NOT NULL,
    account_id bigint NOT NULL,
    account text NOT NULL,
    done_by text NOT NULL,
    address text NOT NULL,
    protocol text NOT NULL,
    sessid bigint NOT NULL,
    detail text NOT NULL,
    count bigint NOT NULL,
    last_at bigint NOT NULL
  );
  CREATE INDEX audit_deeds ON audit (is_deed, id);
  `,
  `CREATE TABLE ran (sessid bigint PRIMARY KEY, line bigint NOT NULL, at bigint NOT NULL);`,
  `CREATE TABLE realm (id bigint PRIMARY KEY CHECK (id = 1), name text NOT NULL);`,
  `ALTER TABLE ran ADD COLUMN beyond text;`,
];
