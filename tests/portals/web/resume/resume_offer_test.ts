import assert from "node:assert/strict";
import { readResumeOffer } from "../../../../src/portals/web/resume/resume_offer.ts";

const TOKEN = "abcdefghijklmnopqrstuvwxyz-_0189";

Deno.test("readResumeOffer() reads what a client asks for beside its dialect", () => {
  assert.deepEqual(readResumeOffer("spans.vestibule, resume"), { kind: "start" });
  assert.deepEqual(readResumeOffer(`spans.vestibule,resume.${TOKEN}.17`), {
    kind: "return",
    token: TOKEN,
    received: 17,
  });
});

Deno.test("readResumeOffer() takes anything else for no offer", () => {
  const none = [undefined, "", "spans.vestibule", "RESUME", "resume.", "resume.short.1"];
  const bad = [
    `resume.${TOKEN}`,
    `resume.${TOKEN}.-1`,
    `resume.${TOKEN}.1e9`,
    `resume.${TOKEN}x.1`,
  ];
  for (const header of [...none, ...bad, `resume.${TOKEN}.${"9".repeat(16)}`]) {
    assert.deepEqual(readResumeOffer(header), { kind: "none" }, String(header));
  }
});
