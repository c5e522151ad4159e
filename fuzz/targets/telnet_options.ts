import assert from "node:assert/strict";
import { ManualClock } from "../../src/core/clock.ts";
import { FIRST_OPTIONS, laterOptions } from "../../src/portals/telnet/options/options.ts";
import { nobody } from "../../tests/portals/telnet/no_host.ts";
import { LIMITS } from "../../tests/portals/telnet/telnet_lab.ts";
import { assertCall, assertCleanText, assertFlags } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";
import { MSDP_LIMITS, OOB_NAMES } from "../oob_samples.ts";

/** What one payload may be answered with, in bytes: so much in any case, and so many for each. */
const MOST_ANSWER = 4_096;
const MOST_ANSWER_PER_BYTE = 100;

/** The payload of each telnet option's subnegotiation: the first byte chooses the option. */
export const TELNET_OPTIONS: FuzzTarget = {
  name: "telnet_options",
  holds: "no throw, flags and calls that may cross, and a bounded answer",
  words: [
    "MTTS 271",
    "UTF-8",
    ";UTF-8;LATIN-1",
    "[TTABLE]",
    "Core.Supports.Set ",
    "LIST",
    "REPORT",
  ],
  run(bytes) {
    const [choice = 0] = bytes;
    const clock = new ManualClock(1_000);
    let answered = 0;
    const later = laterOptions({
      limits: LIMITS,
      characterMode: "asked",
      mxp: true,
      msdp: { limits: MSDP_LIMITS, names: () => OOB_NAMES },
    });
    const options = [...FIRST_OPTIONS, ...later].map((create) =>
      create({
        ...nobody(clock),
        isOn: () => true,
        setFlags: assertFlags,
        receiveCalls: (calls) => calls.forEach(assertCall),
        ignored: assertCleanText,
        unsent: assertCleanText,
        warn: assertCleanText,
        write: (codes) => void (answered += codes.length),
        subnegotiate: (_option, payload) => void (answered += payload.length),
      })
    );
    const option = options[choice % options.length];
    assert.ok(option !== undefined);
    for (const side of ["us", "him"] as const) option.changed?.(side, true);
    // A payload often comes twice, and the second finds the option changed.
    for (const payload of [bytes.subarray(1), bytes.subarray(1)]) {
      if (payload.length <= option.payloadLimit) option.subnegotiation?.(payload);
    }
    option.send?.(["room_info", [], { num: 1 }]);
    option[Symbol.dispose]?.();
    assert.ok(answered <= MOST_ANSWER + MOST_ANSWER_PER_BYTE * bytes.length, `${answered} bytes`);
  },
};
