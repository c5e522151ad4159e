import assert from "node:assert/strict";
import {
  accountNameProblem,
  characterNameProblem,
  passwordProblem,
} from "../../../src/core/account/names.ts";

Deno.test("13.7 accountNameProblem() takes 3 to 30 letters, digits and a few signs", () => {
  const good = ["ann", "Anna", "a.b", "me@home", "x+y", "under_score", "with-dash", "007"];
  for (const name of [...good, "a".repeat(30)]) assert.equal(accountNameProblem(name), null, name);
});

Deno.test("accountNameProblem() says what is wrong in one sentence", () => {
  const length = "The name must have 3 to 30 characters.";
  const signs = "The name may hold letters, digits and @ . + - _ only.";
  assert.equal(accountNameProblem(""), length);
  assert.equal(accountNameProblem("ab"), length);
  assert.equal(accountNameProblem("a".repeat(31)), length);
  assert.equal(accountNameProblem("two words"), signs);
  assert.equal(accountNameProblem("Jürgen"), signs);
  assert.equal(accountNameProblem("|rred"), signs);
  assert.equal(accountNameProblem("line\nend"), signs);
});

Deno.test("characterNameProblem() takes letters of any script, with signs inside", () => {
  const good = ["Bo", "Anna", "Jürgen", "O'Neill", "Anne-Marie", "Иван", "李小龍", "Jose\u0301"];
  for (const name of good) assert.equal(characterNameProblem(name), null, name);
});

Deno.test("characterNameProblem() refuses what could be taken for something else", () => {
  const bad = [
    "A",
    "a".repeat(31),
    "",
    " Anna",
    "Anna ",
    "-Anna",
    "Anna'",
    "Anna2",
    "#1",
    "|rAnna",
  ];
  for (const name of [...bad, "An\u200bna", "An\nna", "An\u202ena"]) {
    assert.notEqual(characterNameProblem(name), null, JSON.stringify(name));
  }
});

Deno.test("13.7 passwordProblem() names the first thing that is wrong", () => {
  const problem = (password: string) => passwordProblem(password, "anna", 8);
  assert.equal(problem("sesame-street"), null);
  assert.equal(problem("ünïcödé§"), null);
  assert.equal(problem("short"), "The password must have at least 8 characters.");
  assert.equal(problem("x".repeat(1001)), "The password must have at most 1000 characters.");
  assert.equal(problem("2026072500"), "The password may not be digits only.");
  assert.equal(
    problem("PassWord1"),
    "That password is among the first that anybody would guess. " +
      "Take three or four words that do not belong together.",
  );
  assert.equal(problem("Anna-anna"), "The password may not resemble the name.");
});

Deno.test("passwordProblem() counts characters as readers do, not code units", () => {
  assert.notEqual(passwordProblem("🐈🐈🐈🐈", "anna", 8), null);
  assert.equal(passwordProblem("🐈🐈🐈🐈🐈🐈🐈🐈", "anna", 8), null);
});
