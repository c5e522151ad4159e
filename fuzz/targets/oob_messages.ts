import assert from "node:assert/strict";
import { isGmcpName } from "../../src/portals/gmcp/names.ts";
import { readGmcp } from "../../src/portals/gmcp/read_message.ts";
import { writeGmcp } from "../../src/portals/gmcp/write_message.ts";
import { readMsdp } from "../../src/portals/msdp/read_msdp.ts";
import { writeMsdp } from "../../src/portals/msdp/write_msdp.ts";
import { readEnviron } from "../../src/portals/telnet/options/environ.ts";
import { assertCleanLine, depthOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const LIMITS = { depth: 4, values: 50 } as const;
const ENVIRON = { variables: 8, characters: 16 } as const;

/** One GMCP message. */
export const GMCP: FuzzTarget = {
  name: "gmcp",
  holds: "read or refused, within its depth; what was read is the same when written and read again",
  words: ["Core.Hello ", "Char.Items.Inv ", ' {"a":1}'],
  run(bytes) {
    const message = readGmcp(bytes, LIMITS);
    if (message.kind === "refused") return assertCleanLine(message.why);
    const { name, args, kwargs } = message;
    assert.ok(isGmcpName(name));
    assert.ok(depthOf(args) - 1 <= LIMITS.depth && depthOf(kwargs) <= LIMITS.depth, "too deep");
    const payload = writeGmcp(name, ["any", args, kwargs]);
    assert.ok(payload !== undefined && !payload.includes(0) && !payload.includes(255));
    const again = readGmcp(payload, LIMITS);
    assert.ok(again.kind === "message");
    assert.deepEqual(writeGmcp(again.name, ["any", again.args, again.kwargs]), payload);
  },
};

/** The variables of one MSDP payload. */
export const MSDP: FuzzTarget = {
  name: "msdp",
  holds: "read or refused, within its limits; a variable is the same when written and read again",
  words: [
    "\x01A\x02B",
    "\x01A\x02\x03\x01B\x02C\x04",
    "\x01A\x02\x05\x02B\x06",
    "\x01__proto__\x02",
  ],
  run(bytes) {
    const read = readMsdp(bytes, LIMITS);
    if (read.kind === "refused") return assertCleanLine(read.why);
    assert.ok(read.variables.length <= bytes.length);
    for (const variable of read.variables) {
      const { name, value } = variable;
      // Several values of one variable make a list around them.
      assert.ok(depthOf(value) <= LIMITS.depth + 1, "too deep");
      const again = readMsdp(writeMsdp(name, value), { depth: LIMITS.depth + 2, values: 5_000 });
      assert.deepEqual(again, { kind: "variables", variables: [variable] });
    }
  },
};

/** The variables of NEW-ENVIRON. */
export const ENVIRON_VARIABLES: FuzzTarget = {
  name: "new_environ",
  holds: "few variables, of printable ASCII and of bounded length",
  words: ["\0CLIENT_NAME\x01Mudlet", "\x03USER\x01", "\x02\0", "IPADDRESS"],
  run(bytes) {
    const found = readEnviron(bytes, ENVIRON);
    assert.ok(found.size <= ENVIRON.variables, "too many");
    for (const text of [...found].flat()) {
      assert.match(text, /^[\x20-\x7e]*$/);
      assert.ok(text.length <= ENVIRON.characters, "too long");
    }
  },
};
