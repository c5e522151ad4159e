import assert from "node:assert/strict";
import { configFromEnvironment, environmentSource, variableOf } from "../../src/cli/environment.ts";
import { resolveSettings } from "../../src/core/settings/resolve.ts";
import { SETTING_SCHEMAS } from "../../src/core/settings/schema.ts";
import { SettingsError } from "../../src/core/settings/settings_error.ts";

Deno.test("environmentSource() finds every setting under its variable", () => {
  for (const name of Object.keys(SETTING_SCHEMAS)) {
    const { values } = environmentSource({ [variableOf(name)]: "1" });
    assert.deepEqual(Object.keys(values), [name]);
  }
});

Deno.test("environmentSource() reads values as JSON or text", () => {
  const { values } = environmentSource({
    VESTIBULE_TELNET_PORT: "5000",
    VESTIBULE_SERVER_NAME: "Room 12",
    VESTIBULE_PLUGINS: "[]",
  });
  assert.deepEqual(values, { telnetPort: 5000, serverName: "Room 12", plugins: [] });
});

Deno.test("environmentSource() leaves alone what is not its own", () => {
  assert.deepEqual(environmentSource({ HOME: "/root", VESTIBULE_CONFIG: "my.ts" }).values, {});
});

Deno.test("environmentSource() lets the settings check name the nearest variable", () => {
  for (const variable of ["VESTIBULE_TELNTE_PORT", "VESTIBULE_TELNET__PORT"]) {
    assert.throws(
      () => resolveSettings([environmentSource({ [variable]: "1" })]),
      (error) => {
        assert.ok(error instanceof SettingsError);
        assert.deepEqual(error.issues, [{
          setting: variable,
          source: "environment",
          message: `Cannot use setting "${variable}" as its name must be known: ` +
            'did you mean "VESTIBULE_TELNET_PORT"?',
        }]);
        return true;
      },
    );
  }
});

Deno.test("environmentSource() lets the settings check name the variable of a bad value", () => {
  assert.throws(
    () => resolveSettings([environmentSource({ VESTIBULE_WEB_PORT: "no" })]),
    /setting "VESTIBULE_WEB_PORT" as it must be a whole number/,
  );
});

Deno.test("configFromEnvironment() names the settings file, unless it is empty", () => {
  assert.equal(configFromEnvironment({ VESTIBULE_CONFIG: "my.ts" }), "my.ts");
  assert.equal(configFromEnvironment({ VESTIBULE_CONFIG: "" }), undefined);
  assert.equal(configFromEnvironment({}), undefined);
});
