import assert from "node:assert/strict";
import { isCommonPassword } from "../../../src/core/account/common_password.ts";
import common from "../../../src/core/account/common_passwords.txt" with { type: "text" };
import { passwordProblem } from "../../../src/core/account/names.ts";
import { measured } from "../../reliability/measured.ts";

Deno.test("gate 4. isCommonPassword() knows a common one whatever it is dressed up with", () => {
  const common = ["password", "PassWord", "P@ssw0rd", "password123", "password1!", "12password"];
  for (const password of [...common, "ｐａｓｓｗｏｒｄ", "1q2w3e4r5t", "superman99", "trustno1"]) {
    assert.ok(isCommonPassword(password), password);
  }
});

Deno.test("gate 4. isCommonPassword() knows the whole list, and each of its words dressed up", () => {
  const listed = common.split("\n").filter((line) => line !== "");
  const dressed = listed.filter((password) => /^[a-z]+$/.test(password)).flatMap((word) => [
    ...[word.toUpperCase(), `${word}123!`, `12${word}`, word.replaceAll("a", "@")],
  ]);
  const tried = [...listed, ...dressed];
  const refused = tried.filter(isCommonPassword).length;
  assert.equal(refused, tried.length);
  const counts = [refused, tried.length].map((count) => count.toLocaleString("en"));
  measured("gate 4", `${counts.join(" of ")} common ones refused, plain or dressed up`);
});

Deno.test("gate 4. isCommonPassword() lets pass what nobody guesses first", () => {
  const others = ["sesame-street", "swordfish-42", "tall-clock-ticks", "correct-horse-staple", ""];
  for (const password of [...others, "passwordless-evening", "1984726350-x"]) {
    assert.ok(!isCommonPassword(password), password);
  }
});

Deno.test("gate 4. passwordProblem() refuses what resembles the name, and says what to do", () => {
  const problem = (password: string) => passwordProblem(password, "Hortensia", 8);
  const alike = ["hortensia99", "H0rten$ia", "aisnetroh", "my-HORTENSIA", "hortensi"];
  const refused = alike.filter((one) => problem(one) === "The password may not resemble the name.");
  assert.deepEqual(refused, alike);
  measured("gate 4", `${refused.length} of ${alike.length} like the name refused`);
  assert.match(problem("password1") ?? "", /Take three or four words/);
  assert.equal(problem("sesame-street"), null);
});
