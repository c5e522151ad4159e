import assert from "node:assert/strict";
import { resolveSettings } from "../../../src/core/settings/resolve.ts";
import { withoutSecrets } from "../../../src/core/settings/without_secrets.ts";

Deno.test("withoutSecrets() blanks every setting that is a secret, and nothing else", () => {
  const values = {
    serverName: "Sesame Street",
    metricsToken: "a-token-that-is-long-enough-for-metrics",
    database: "postgres://grover:open-sesame@db.example.org/street",
    nats: "nats://oscar:open-sesame@nats.example.org",
  };
  const { settings } = resolveSettings([{ name: "settings", values }]);

  const shown = withoutSecrets(settings);

  assert.deepEqual(shown, { ...settings, metricsToken: "", database: "", nats: "" });
  assert.equal(settings.database, values.database);
});
