import type { AuditEntry } from "../../../src/core/audit/audit.ts";
import type { Ban } from "../../../src/core/gate/bans.ts";
import type { AccountRow, Change, ObjectRow } from "../../../src/core/store/store.ts";

/** Makes an object row. */
export function object(id: number, name = `object ${id}`): ObjectRow {
  return { id, type: "thing", name, data: "{}" };
}

/** Makes the change that writes an object. */
export function put(id: number, name?: string): Change {
  return { kind: "putObject", row: object(id, name) };
}

/** Makes an account row without an id. */
export function account(name: string): Omit<AccountRow, "id"> {
  return {
    name,
    nameKey: name.toLowerCase(),
    password: "scrypt$1$hash",
    isSuperuser: false,
    createdAt: 1_700_000_000_000,
    data: "{}",
  };
}

/** Makes a ban. */
export function ban(id: number, pattern = "192.0.2.0/24"): Ban {
  const at = 1_700_000_000_000;
  return { id, kind: "address", pattern, reason: "flood", by: "ada", at };
}

/** Makes an entry of the audit log. */
export function auditEntry(id: number): AuditEntry {
  const at = 1_700_000_000_000;
  return {
    ...{ id, at, kind: "login", accountId: 1, account: "Anna", by: "", address: "192.0.2.7" },
    ...{ protocol: "telnet", sessid: 3, detail: "", count: 1, lastAt: at },
  };
}

/** Makes a folder that is removed when the returned value is disposed of. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = Deno.makeTempDirSync();
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}
