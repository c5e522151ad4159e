import assert from "node:assert/strict";
import { StoredAccount } from "../../../src/core/account/account.ts";
import { readRow } from "../../../src/core/object/game_object.ts";
import { keptValue, PluginValues } from "../../../src/core/plugin_storage/plugin_values.ts";
import { DamagedRowError } from "../../../src/core/store/damaged_row_error.ts";
import { rowData } from "../../../src/core/store/row_data.ts";
import { ACCOUNT_HOST } from "../../../fuzz/account_host.ts";

Deno.test("input 5. rowData() refuses data that is no object, or whose fields are something else", () => {
  const fields = { names: "texts", at: "number or null", is: "yes or no" } as const;
  const read = (text: string) => rowData("object 12", text, fields);
  assert.deepEqual(read('{"names":["a"],"at":null,"more":1}'), { names: ["a"], at: null, more: 1 });
  for (
    const [text, needed] of [
      ["{", /its data must be JSON:/],
      ["[]", /its data must be a JSON object:/],
      ['{"names":"secret"}', /"names" of its data must be of the kind "texts":/],
      ['{"names":[1]}', /"names"/],
      ['{"at":"1"}', /"at"/],
      ['{"is":0}', /"is"/],
    ] as const
  ) {
    const error = thrown(() => read(text));
    assert.equal(error.row, "object 12");
    assert.match(error.message, /^Cannot read object 12 as /);
    assert.match(error.message, needed);
    assert.doesNotMatch(error.message, /secret/);
  }
});

Deno.test("input 5. an object, an account and a plugin's value that are damaged are named", () => {
  const object = { id: 12, type: "thing", name: "lamp", data: '{"aliases":null}' } as const;
  assert.equal(thrown(() => readRow(object)).row, "object 12");
  const row = {
    id: 3,
    name: "Ada",
    nameKey: "ada",
    password: "",
    isSuperuser: false,
    createdAt: 1,
  };
  for (const data of ['{"permissions":"Admin"}', '{"knownNetworks":"192.0.2.7"}']) {
    const account = () => new StoredAccount({ ...row, data }, ACCOUNT_HOST);
    assert.equal(thrown(account).row, "account 3");
  }
  const values = new PluginValues();
  values.put("well", keptValue("{"));
  assert.match(thrown(() => values.read("well")).row, /"well"/);
});

function thrown(run: () => unknown): DamagedRowError {
  try {
    run();
  } catch (error) {
    if (error instanceof DamagedRowError) return error;
    throw error;
  }
  assert.fail("nothing was thrown");
}
