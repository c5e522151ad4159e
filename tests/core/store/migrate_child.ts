/** Migrates a database, and kills itself before the step whose number it is given. */
import { DatabaseSync } from "node:sqlite";
import { openDatabase } from "../../../src/core/store/sqlite.ts";
import { migrationSteps } from "./migration_steps.ts";

const [path = "", deadly = ""] = Deno.args;
let steps = 0;

/** Everything that reaches the disk goes through one of these. */
function step(): void {
  if (++steps === Number(deadly)) Deno.kill(Deno.pid, "SIGKILL");
}

const { exec, prepare } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  step();
  return exec.call(this, sql);
};
DatabaseSync.prototype.prepare = function (sql, ...options) {
  step();
  return prepare.call(this, sql, ...options);
};
const { renameSync } = Deno;
Deno.renameSync = (from, to) => {
  step();
  renameSync(from, to);
};

openDatabase(path, migrationSteps()).close();
