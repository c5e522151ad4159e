import assert from "node:assert/strict";
import { Encodings } from "../../../../src/portals/encodings/encodings.ts";
import { CHARSET_CODE, COMMAND, OPTION } from "../../../../src/portals/telnet/telnet_bytes.ts";
import { bytes } from "../fake_peer.ts";
import { Lab, newLab, text, wire } from "../telnet_lab.ts";

const { IAC, SB, SE, WILL, WONT, DO, DONT } = COMMAND;
const { CHARSET } = OPTION;
const { REQUEST, ACCEPTED, REJECTED, TTABLE_IS, TTABLE_REJECTED, TTABLE_ACK } = CHARSET_CODE;

type Parts = readonly (string | number)[];

function sub(...parts: Parts): Parts {
  return [IAC, SB, CHARSET, ...parts, IAC, SE];
}

const QUESTION = wire(...sub(REQUEST, ";UTF-8;ISO-8859-1;US-ASCII"));

/** A lab whose client agrees to CHARSET and has been asked. */
async function askedLab(encodings?: Encodings): Promise<Lab> {
  const lab = new Lab({ encodings });
  await lab.start();
  await lab.send(IAC, WONT, OPTION.TTYPE, IAC, WONT, OPTION.NAWS, IAC, DONT, OPTION.GMCP);
  await lab.send(IAC, DO, CHARSET);
  return lab;
}

Deno.test("wire 15. CHARSET is offered as ours alone, and a client that agrees is asked once", async () => {
  const lab = new Lab();
  await lab.start();
  const offers = await lab.send(IAC, WONT, OPTION.TTYPE);
  assert.ok(offers.includes(wire(IAC, WILL, CHARSET)));
  assert.ok(!offers.includes(wire(IAC, DO, CHARSET)));
  assert.equal(await lab.send(IAC, DO, CHARSET, IAC, DO, CHARSET), QUESTION);
  assert.equal(
    await lab.send(IAC, DONT, CHARSET, IAC, DO, CHARSET),
    wire(IAC, WONT, CHARSET) +
      wire(IAC, WILL, CHARSET),
  );
  await lab.end();
});

Deno.test("wire 15. CHARSET asks for the encodings of the settings next to UTF-8", async () => {
  const lab = new Lab({ encodings: new Encodings(["windows-1251", "gbk"]) });
  await lab.start();
  await lab.send(IAC, WONT, OPTION.TTYPE);
  assert.equal(
    await lab.send(IAC, DO, CHARSET),
    wire(...sub(REQUEST, ";UTF-8;WINDOWS-1251;GBK;ISO-8859-1;US-ASCII")),
  );
  await lab.end();
});

Deno.test("wire 15. CHARSET accepted, in upper and lower case, wherever the answer is cut", async () => {
  for (const name of ["UTF-8", "utf-8", "iso-8859-1", "US-ASCII"]) {
    const answer = bytes(...sub(ACCEPTED, name), 0x63, 0xe9, "\r\n");
    for (let at = 0; at <= answer.length; at++) {
      const lab = await askedLab();
      await lab.send(...answer.subarray(0, at));
      await lab.send(...answer.subarray(at));
      assert.equal(lab.sink.flags.encoding, name.toLowerCase(), `cut at ${at}`);
      assert.equal(lab.sink.flags.utf8, name.toLowerCase() === "utf-8" ? true : undefined);
      assert.deepEqual(lab.sink.lines, [lab.sink.flags.utf8 ? "c\ufffd" : "cé"]);
      await lab.end();
    }
  }
});

Deno.test("wire 15. CHARSET accepted changes what is sent after it, and nothing before", async () => {
  const lab = await askedLab(new Encodings(["windows-1251"]));
  await lab.send(IAC, DONT, OPTION.EOR);
  assert.equal(await lab.deliver(text("я")), wire("я\r\n"));
  await lab.send(...sub(ACCEPTED, "windows-1251"));
  assert.equal(await lab.deliver(text("я")), wire(IAC, IAC, "\r\n"));
  await lab.end();
});

Deno.test("wire 15. CHARSET rejected leaves UTF-8, and lines that are not are read all the same", async () => {
  const lab = await askedLab();
  await lab.send(...sub(REJECTED), "c", 0xe9, "\r\n");
  assert.equal(lab.sink.flags.encoding, undefined);
  assert.deepEqual(lab.sink.lines, ["cé"]);
  assert.equal(await lab.deliver(text("é")), wire("é\r\n"));
  await lab.end();
});

Deno.test("wire 15. CHARSET is settled once: no later answer changes it, nor one that was not offered", async () => {
  const lab = await askedLab();
  await lab.send(...sub(ACCEPTED, "koi8-r"), ...sub(ACCEPTED, "ISO-8859-1"), ...sub(REJECTED));
  assert.equal(lab.sink.flags.encoding, undefined);
  await lab.end();
  assert.deepEqual(anomalies(lab), { ignored_message: 2 });
});

Deno.test("wire 15. CHARSET with a TTABLE: the table is rejected", async () => {
  const lab = await askedLab();
  const table = [...sub(TTABLE_IS, 1, ";KLINGON;", 8, 0, 0, 1, ";UTF-8;", 8, 0, 0, 1)];
  assert.equal(await lab.send(...table), wire(...sub(TTABLE_REJECTED)));
  assert.equal(await lab.send(...sub(TTABLE_ACK), ...sub(), ...sub(99)), "");
  await lab.end();
});

Deno.test("wire 15. CHARSET asked by the client: the first name that is known, with any separator", async () => {
  const asked: readonly (readonly [list: Parts, answer: Parts, encoding: string | undefined])[] = [
    [[" KLINGON koi8-r UTF-8"], [ACCEPTED, "koi8-r"], "koi8-r"],
    [[";cp1251"], [ACCEPTED, "cp1251"], "windows-1251"],
    [[",ISO 8859-2,UTF-8"], [ACCEPTED, "ISO 8859-2"], "iso-8859-2"],
    [["[TTABLE]", 1, ";UTF-8"], [ACCEPTED, "UTF-8"], "utf-8"],
    [[";KLINGON"], [REJECTED], undefined],
    [[""], [REJECTED], undefined],
    [["[TTABLE]"], [REJECTED], undefined],
    [[";utf\x07-8"], [REJECTED], undefined],
    [[`;${"u".repeat(40)}tf-8`], [REJECTED], undefined],
    [[";x".repeat(70), ";UTF-8"], [REJECTED], undefined],
  ];
  for (const [list, answer, encoding] of asked) {
    const lab = await newLab();
    assert.equal(await lab.send(IAC, WILL, CHARSET), wire(IAC, DO, CHARSET));
    assert.equal(await lab.send(...sub(REQUEST, ...list)), wire(...sub(...answer)));
    assert.equal(lab.sink.flags.encoding, encoding);
    await lab.end();
  }
});

Deno.test("wire 15. CHARSET asked by both at once: ours holds, unless the client insists", async () => {
  const lab = await askedLab();
  const request = sub(REQUEST, ";KOI8-R");
  assert.equal(await lab.send(...request), wire(...sub(REJECTED)));
  assert.equal(await lab.send(...request), wire(...sub(ACCEPTED, "KOI8-R")));
  await lab.send(...sub(ACCEPTED, "UTF-8"));
  assert.equal(lab.sink.flags.encoding, "koi8-r");
  await lab.end();
});

Deno.test("wire 15. CHARSET asked again and again is answered sixteen times", async () => {
  const lab = await newLab();
  let answers = "";
  for (let i = 0; i < 40; i++) answers += await lab.send(...sub(REQUEST, ";KLINGON"));
  assert.equal(answers, wire(...sub(REJECTED)).repeat(16));
  await lab.send(...sub(REQUEST, ";", "x".repeat(2000)));
  await lab.end();
  assert.equal(anomalies(lab)["ignored_message"], 24);
});

Deno.test("the login screen waits for the client's answer to CHARSET", async () => {
  const lab = await askedLab();
  assert.equal(lab.sink.settled, 0);
  await lab.send(...sub(ACCEPTED, "UTF-8"));
  assert.equal(lab.sink.settled, 1);
  await lab.end();
});

function anomalies(lab: Lab): Readonly<Record<string, unknown>> {
  const told = lab.trace.findLast(({ kind }) => kind === "telnet:anomalies");
  return told?.data ?? {};
}
