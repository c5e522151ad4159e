import assert from "node:assert/strict";
import { newSync } from "../../../../src/portals/session/new_sync.ts";
import {
  decodeFound,
  encodeFound,
  encodeRecord,
  MAX_RECORD_BYTES,
  type MoveRecord,
  RecordReader,
} from "../../../../src/portals/realm/moves/found_codec.ts";

const SEARCH = "00000000000000ab";
const CLIENT = { protocolKey: "websocket", address: "192.0.2.1", uid: undefined };

/** A record of a session whose client has missed this text. */
function recordOf(missed: string): MoveRecord {
  return {
    session: {
      sync: newSync(1_000_000_001, CLIENT, { utf8: true }, 1),
      realm: "arena",
      mode: "secret",
      isAnswerDue: true,
      loginMs: 1_500,
      book: [["user", { screenWidth: 80 }], ["portal", { utf8: true, term: undefined }]],
      typed: [{ text: "look", secret: false }],
      lastLine: 7,
      input: [{
        kind: "input",
        sessid: 1_000_000_001,
        calls: [["text", ["say hi"], {}]],
        secret: false,
        line: 7,
      }],
    },
    connection: {
      received: 12,
      sent: { before: 30, messages: [missed] },
      address: "192.0.2.1",
      mode: "secret",
      flags: { utf8: true },
      tab: { uid: 3, browser: null, signInUntil: 0 },
    },
  };
}

/** Reads parts, as another Portal does. */
function read(parts: readonly Uint8Array[]): MoveRecord | null | undefined {
  const reader = new RecordReader();
  let record: MoveRecord | null | undefined;
  for (const bytes of parts) {
    const found = decodeFound(bytes);
    assert.ok(found?.kind === "part");
    assert.equal(found.search, SEARCH);
    record = reader.add(found);
  }
  return record;
}

Deno.test("encodeRecord() takes a record apart, so that each part fits into a message of NATS", () => {
  const record = recordOf("é".repeat(20_000));
  const parts = encodeRecord(record, { search: SEARCH, maxPayload: 4_096 });

  assert.ok(parts.length > 10);
  assert.ok(parts.every(({ length }) => length <= 4_096));
  assert.deepEqual(read(parts), record);
  assert.equal(read(parts.slice(0, -1)), undefined);
});

Deno.test("encodeRecord() refuses what nobody would take", () => {
  const record = recordOf("x".repeat(MAX_RECORD_BYTES));

  assert.throws(
    () => encodeRecord(record, { search: SEARCH, maxPayload: 1_000_000 }),
    { name: "RangeError", message: /^Cannot move a session as its record must have at most/ },
  );
});

Deno.test("encodeRecord() refuses messages that are too short for anything", () => {
  for (const maxPayload of [0, 512, 575]) {
    assert.throws(
      () => encodeRecord(recordOf("A bell."), { search: SEARCH, maxPayload }),
      { name: "RangeError", message: /must hold at least 576 bytes: current max_payload is \d+$/ },
    );
  }
  assert.deepEqual(
    read(encodeRecord(recordOf("A bell."), { search: SEARCH, maxPayload: 576 })),
    recordOf("A bell."),
  );
});

Deno.test("RecordReader reads nothing of parts that are no record", () => {
  const parts = encodeRecord(recordOf("A bell."), { search: SEARCH, maxPayload: 600 });

  assert.equal(read(parts.slice(1)), null);
  assert.equal(read(parts.toReversed().slice(0, 1)), null);
});

Deno.test("decodeFound() takes answers alone, cut anywhere or not", () => {
  const bytes = encodeFound({ kind: "later", search: SEARCH });

  assert.deepEqual(decodeFound(bytes), { kind: "later", search: SEARCH });
  for (let at = 0; at < bytes.length; at++) {
    assert.equal(decodeFound(bytes.subarray(0, at)), undefined);
  }
  assert.equal(decodeFound(encodeFound({ kind: "later", search: "what" })), undefined);
});
