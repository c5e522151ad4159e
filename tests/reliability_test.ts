import assert from "node:assert/strict";
import { assertGenerated, fromTests } from "./docs/generated_page.ts";
import { type Numbered, numberedIn } from "./docs/numbered_names.ts";
import type { Fault } from "./reliability/fault.ts";
import { FAULT_LISTS, type FaultList, FAULTS, faultTables } from "./reliability/faults.ts";
import { readMeasured } from "./reliability/measured.ts";

function namedTests(): ReadonlyMap<string, readonly Numbered<FaultList>[]> {
  return fromTests("tests/reliability", (source) => numberedIn(source, FAULT_LISTS));
}

Deno.test("docs/reliability.md names the tests of each fault (VESTIBULE_UPDATE=1 writes it anew)", () => {
  assertGenerated("docs/reliability.md", "faults", faultTables(namedTests(), readMeasured()));
});

Deno.test("the tests name no fault that its list does not have", () => {
  const named = [...namedTests().values()].flat();
  assert.deepEqual(
    named.filter(({ list, number }) => number < 1 || number > FAULTS[list].length),
    [],
  );
});

Deno.test("each fault has a number that was measured, and none is measured that no list has", () => {
  const rows = readMeasured();
  const without = FAULT_LISTS.flatMap((list) => {
    const faults: readonly Fault[] = FAULTS[list];
    return faults.flatMap(({ measured = "" }, index) => {
      const row = `${list} ${index + 1}`;
      const texts = [measured, ...Object.values(rows[row] ?? {}).flat()];
      return texts.some((text) => /\d/.test(text)) ? [] : [row];
    });
  });
  assert.deepEqual(without, []);
  const known = FAULT_LISTS.flatMap((list) => FAULTS[list].map((_, at) => `${list} ${at + 1}`));
  assert.deepEqual(Object.keys(rows).filter((row) => !known.includes(row)), []);
});
