import type { Ban } from "../../gate/bans.ts";
import type { AccountRow, Change, ObjectRow, PluginRow, PluginVersion, PutRan } from "../store.ts";
import { putAudit, trimAudit } from "./postgres_audit.ts";
import { held, type Runner } from "./postgres_connection.ts";
import { putRan, trimRan } from "./postgres_ran.ts";

/** The numbers the Store keeps for itself: who owns the database, and how many commits it has. */
export type MetaKey = "lastObjectId" | "lastAccountId" | "owner" | "commits";

const ACCOUNTS = `
  SELECT id, name, name_key AS "nameKey", password, is_superuser AS "isSuperuser",
         created_at AS "createdAt", data
  FROM accounts`;

/** Writes changes in a transaction, in their order; each statement is waited for, so few are best. */
export async function applyChanges(tx: Runner, changes: readonly Change[]): Promise<void> {
  // Of one object, or one value of a plugin, only the last row counts.
  const objects = new Map<number, ObjectRow>();
  const values = new Map<string, PluginRow>();
  const ran: PutRan[] = [];
  const putWaiting = async () => {
    const [objectRows, valueRows] = [[...objects.values()], [...values.values()]];
    objects.clear();
    values.clear();
    if (objectRows.length > 0) await putObjects(tx, objectRows);
    if (valueRows.length > 0) await putPluginData(tx, valueRows);
  };
  for (const change of changes) {
    if (change.kind === "putObject") objects.set(change.row.id, change.row);
    else if (change.kind === "putPluginData") values.set(placeOf(change.row), change.row);
    // Every turn of a realm has one.
    else if (change.kind === "putRan") ran.push(change);
    else {
      if (change.kind === "deleteObject" || change.kind === "deletePluginData") await putWaiting();
      await applyOne(tx, change);
    }
  }
  await putWaiting();
  if (ran.length > 0) await putRan(tx, ran);
}

/** Names the row that a plugin's value is kept in. */
function placeOf({ plugin, key }: PluginRow): string {
  return JSON.stringify([plugin, key].map(held));
}

/** Writes values of plugins, new or not, no one twice. */
async function putPluginData(tx: Runner, rows: readonly PluginRow[]): Promise<void> {
  const column = <K extends keyof PluginRow>(name: K) => rows.map((row) => row[name]);
  await tx`
    INSERT INTO plugin_data (plugin, key, value)
    SELECT * FROM unnest(${column("plugin")}::text[], ${column("key")}::text[],
                         ${column("value")}::text[])
    ON CONFLICT (plugin, key) DO UPDATE SET value = excluded.value`;
}

/** Writes objects, new or not, no one twice. */
async function putObjects(tx: Runner, rows: readonly ObjectRow[]): Promise<void> {
  const column = <K extends keyof ObjectRow>(name: K) => rows.map((row) => row[name]);
  await tx`
    INSERT INTO objects (id, type, name, data)
    SELECT * FROM unnest(${column("id")}::bigint[], ${column("type")}::text[],
                         ${column("name")}::text[], ${column("data")}::text[])
    ON CONFLICT (id) DO UPDATE
    SET type = excluded.type, name = excluded.name, data = excluded.data`;
}

function applyOne(
  tx: Runner,
  change: Exclude<Change, { kind: "putObject" | "putPluginData" | "putRan" }>,
): Promise<unknown> {
  switch (change.kind) {
    case "deleteObject":
      return tx`DELETE FROM objects WHERE id = ${change.id}`;
    case "putAccount":
      return putAccount(tx, change.row);
    case "deleteAccount":
      return tx`DELETE FROM accounts WHERE id = ${change.id}`;
    case "putBan": {
      const { id, kind, pattern, reason, by, at, until = 0 } = change.row;
      return tx`
        INSERT INTO bans (id, kind, pattern, reason, made_by, made_at, until)
        VALUES (${id}, ${kind}, ${pattern}, ${reason}, ${by}, ${at}, ${until})
        ON CONFLICT (id) DO UPDATE
        SET kind = excluded.kind, pattern = excluded.pattern, reason = excluded.reason,
            made_by = excluded.made_by, made_at = excluded.made_at, until = excluded.until`;
    }
    case "deleteBan":
      return tx`DELETE FROM bans WHERE id = ${change.id}`;
    case "deletePluginData":
      return tx`DELETE FROM plugin_data WHERE plugin = ${change.plugin} AND key = ${change.key}`;
    case "putPluginVersion":
      return tx`
        INSERT INTO plugin_versions (plugin, version)
        VALUES (${change.row.plugin}, ${change.row.version})
        ON CONFLICT (plugin) DO UPDATE SET version = excluded.version`;
    case "putAudit":
      return putAudit(tx, change.row);
    case "trimAudit":
      return trimAudit(tx, change);
    case "trimRan":
      return trimRan(tx, change.before);
    default:
      change satisfies never;
      throw new TypeError("Cannot apply a change as its kind must be known: current state is not");
  }
}

/** Writes an account, new or not; its id is never given to another. */
export async function putAccount(tx: Runner, row: AccountRow): Promise<void> {
  const { id, name, nameKey, password, isSuperuser, createdAt, data } = row;
  await tx`
      INSERT INTO accounts (id, name, name_key, password, is_superuser, created_at, data)
      VALUES (${id}, ${name}, ${nameKey}, ${password}, ${isSuperuser}, ${createdAt}, ${data})
      ON CONFLICT (id) DO UPDATE
      SET name = excluded.name, name_key = excluded.name_key, password = excluded.password,
          is_superuser = excluded.is_superuser, created_at = excluded.created_at,
          data = excluded.data`;
  await raiseMeta(tx, "lastAccountId", id);
}

/** Reads up to `limit` objects with ids above `id`, in the order of ids. */
export async function objectsAfter(
  sql: Runner,
  id: number,
  limit: number,
): Promise<readonly ObjectRow[]> {
  return await sql<ObjectRow>`
      SELECT id, type, name, data FROM objects WHERE id > ${id} ORDER BY id LIMIT ${limit}`;
}

/** Reads an account by its compared name. */
export async function findAccount(sql: Runner, nameKey: string): Promise<AccountRow | undefined> {
  const [row] = await sql<AccountRow>(`${ACCOUNTS} WHERE name_key = $1`, nameKey);
  return row;
}

/** Reads an account by its id. */
export async function getAccount(sql: Runner, id: number): Promise<AccountRow | undefined> {
  const [row] = await sql<AccountRow>(`${ACCOUNTS} WHERE id = $1`, id);
  return row;
}

/** Reads the data of up to `limit` accounts with ids above `id`, in the order of ids. */
export async function accountsAfter(
  sql: Runner,
  id: number,
  limit: number,
): Promise<readonly Pick<AccountRow, "id" | "data">[]> {
  return await sql<Pick<AccountRow, "id" | "data">>`
      SELECT id, data FROM accounts WHERE id > ${id} ORDER BY id LIMIT ${limit}`;
}

/** Tells whether any account is a superuser. */
export async function hasSuperuser(sql: Runner): Promise<boolean> {
  return (await sql`SELECT id FROM accounts WHERE is_superuser LIMIT 1`).length > 0;
}

/** Reads every ban, in the order of ids. */
export async function bans(sql: Runner): Promise<readonly Ban[]> {
  const rows = await sql<Ban & { readonly until: number }>`
    SELECT id, kind, pattern, reason, made_by AS by, made_at AS at, until FROM bans ORDER BY id`;
  return rows.map(({ until, ...ban }) => until === 0 ? ban : { ...ban, until });
}

/** Reads up to `limit` values that plugins keep after this one, in the order of plugins and keys. */
export async function pluginDataAfter(
  sql: Runner,
  { plugin, key }: Pick<PluginRow, "plugin" | "key">,
  limit: number,
): Promise<readonly PluginRow[]> {
  return await sql<PluginRow>`
      SELECT plugin, key, value FROM plugin_data WHERE (plugin, key) > (${plugin}, ${key})
      ORDER BY plugin, key LIMIT ${limit}`;
}

/** Reads every value of a plugin, in the order of keys. */
export async function pluginDataOf(sql: Runner, plugin: string): Promise<readonly PluginRow[]> {
  return await sql<PluginRow>`
      SELECT plugin, key, value FROM plugin_data WHERE plugin = ${plugin} ORDER BY key`;
}

/** Reads the version of each plugin's data, in the order of plugins. */
export async function pluginVersions(sql: Runner): Promise<readonly PluginVersion[]> {
  return await sql<PluginVersion>`SELECT plugin, version FROM plugin_versions ORDER BY plugin`;
}

/** Reads a number the Store keeps for itself. */
export async function readMeta(sql: Runner, key: MetaKey): Promise<number> {
  const [row] = await sql<{ value: number }>`SELECT value FROM meta WHERE key = ${key}`;
  return row?.value ?? 0;
}

/** Adds 1 to a number the Store keeps for itself, and returns it. */
export async function countMeta(sql: Runner, key: MetaKey): Promise<number> {
  const [row] = await sql<{ value: number }>`
    UPDATE meta SET value = value + 1 WHERE key = ${key} RETURNING value`;
  return row?.value ?? 0;
}

/** Makes a number the Store keeps for itself at least so high. */
export async function raiseMeta(sql: Runner, key: MetaKey, least: number): Promise<void> {
  await sql`UPDATE meta SET value = ${least} WHERE key = ${key} AND value < ${least}`;
}
