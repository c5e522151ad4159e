import assert from "node:assert/strict";
import { parseAudit } from "../../../src/plugins/builtin/staff/parse_audit.ts";

const NOW = 1_000_000_000;

function queryOf(args: string) {
  const parsed = parseAudit(args, NOW);
  return parsed.kind === "query" ? parsed.query : parsed.problem;
}

Deno.test("parseAudit() reads a name and filters in any order", () => {
  assert.deepEqual(queryOf(""), {});
  assert.deepEqual(queryOf(" anna "), { name: "anna" });
  assert.deepEqual(queryOf("kind login anna since 2h"), {
    ...{ kind: "login", name: "anna", since: NOW - 7_200_000 },
  });
  assert.deepEqual(queryOf("ADDRESS 10.0.0.0/8 before #12"), {
    ...{ address: "10.0.0.0/8", before: 12 },
  });
  assert.deepEqual(queryOf("since 30min"), { since: NOW - 1_800_000 });
  assert.deepEqual(queryOf("name kind"), { name: "kind" });
});

Deno.test("parseAudit() says what is wrong", () => {
  assert.match(String(queryOf("anna bert")), /Name one account/);
  assert.match(String(queryOf("kind")), /The kinds are login, .* or lost/);
  assert.match(String(queryOf("kind x")), /The kinds are/);
  assert.match(String(queryOf("since yesterday")), /since 30min/);
  assert.match(String(queryOf("before x")), /Give its number/);
  assert.match(String(queryOf("address")), /Which address/);
  assert.match(String(queryOf("name")), /Which account/);
});
