import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOf, type Piece, XrayFixture } from "./xray_fixture.ts";

const [IAC, SB, SE, WILL, WONT, EC, EL] = [255, 250, 240, 251, 252, 247, 248];
const [ECHO, NEW_ENVIRON, MSDP, GMCP] = [1, 39, 69, 201];
const SECRET = "xyzzy-plugh-17";

/** One way that a secret goes over a line: who says what, and how the session is then. */
interface Way {
  readonly name: string;
  readonly isLoggedIn?: boolean;
  readonly isHidden?: boolean;
  readonly says: readonly (readonly [direction: "in" | "out", ...pieces: Piece[]])[];
  /** What is shown all the same. */
  readonly shown?: string;
}

const WAYS: readonly Way[] = [
  {
    name: "a password that is asked for",
    isHidden: true,
    says: [["out", [IAC, WILL, ECHO], "Password: "], ["in", `${SECRET}\r\n`]],
    shown: "Password: ",
  },
  {
    name: "a password in the line that logs in",
    says: [["out", "Welcome\r\n"], ["in", `connect anna "${SECRET}"\r\n`]],
    shown: '"connect anna" ********',
  },
  {
    name: "a password in the line that makes an account, by other spellings",
    says: [["out", "Welcome\r\n"], ["in", `CR "anna b" ${SECRET}\n`]],
  },
  {
    name: "a line typed ahead of the question",
    isLoggedIn: true,
    says: [["out", "> "], ["in", "password\r\n"], ["in", `${SECRET}\r\n`]],
  },
  {
    name: "a password after the login",
    isLoggedIn: true,
    says: [["out", "> "], ["in", `password old=${SECRET}\r\n`]],
    shown: '"password',
  },
  {
    name: "a word that is no command at the login screen",
    says: [["out", "Welcome\r\n"], ["in", `${SECRET}\r\n`]],
  },
  {
    name: "a password with keys that edit it",
    isHidden: true,
    says: [["out", [IAC, WILL, ECHO], "Password: "], ["in", `abc\x7f\x7f\x7f${SECRET}\r`]],
  },
  {
    name: "a login line that IAC EL takes away",
    says: [["out", "Welcome\r\n"], ["in", `connect anna ${SECRET}`, [IAC, EL], "look\r\n"]],
    shown: 'in "look"',
  },
  {
    name: "a word that IAC EC takes away",
    isLoggedIn: true,
    says: [["out", "> "], ["in", SECRET, ...[...SECRET].map(() => [IAC, EC]), "look\r\n"]],
    shown: 'in "look"',
  },
  {
    name: "a login line that the server echoes key by key",
    says: [
      ["out", [IAC, WILL, ECHO], "Welcome\r\n"],
      ...[..."connect anna "].flatMap((key) => [["in", key] as const, ["out", key] as const]),
      ...[...SECRET].flatMap((key) => [["in", key] as const, ["out", key] as const]),
      ["in", "\r"],
      ["out", "\r\n"],
    ],
  },
  {
    name: "a password that the game says again",
    isHidden: true,
    says: [
      ["out", [IAC, WILL, ECHO], "Password: "],
      ["in", `${SECRET}\r\n`],
      ["out", [IAC, WONT, ECHO], `You typed ${SECRET}!\r\n`],
    ],
  },
  {
    name: "credentials by GMCP",
    says: [[
      "in",
      [IAC, SB, GMCP],
      `Char.Login.Credentials {"account":"anna","password":"${SECRET}"}`,
      `Input.Complete {"text":"connect anna ${SECRET}"}`,
      [IAC, SE],
    ]],
    shown: "SB GMCP ********",
  },
  {
    name: "a password in a plugin's message",
    says: [["in", [IAC, SB, GMCP], `My.Door {"Passphrase":["${SECRET}"]}`, [IAC, SE]]],
  },
  {
    name: "a password with a short name",
    says: [
      ["in", [IAC, SB, GMCP], `My.Door {"pass":"${SECRET}"}`, [IAC, SE]],
      ["in", [IAC, SB, MSDP, 1], "PW", [2], SECRET, [IAC, SE]],
      ["in", [IAC, SB, NEW_ENVIRON, 0, 3], "MY_PASS", [1], SECRET, [IAC, SE]],
    ],
  },
  {
    name: "a password behind a command that is none",
    isLoggedIn: true,
    says: [["out", "> "], ["in", `pass ${SECRET}\r\n`]],
    shown: '"pass" ********',
  },
  {
    name: "credentials that are no JSON",
    says: [["in", [IAC, SB, GMCP], `Char.Login anna ${SECRET}`, [IAC, SE]]],
  },
  {
    name: "a password by MSDP",
    says: [["in", [IAC, SB, MSDP, 1], "PASSWORD", [2], SECRET, [IAC, SE]]],
  },
  {
    name: "whom the client belongs to",
    says: [["in", [IAC, SB, NEW_ENVIRON, 0, 0], "USER", [1], SECRET, [IAC, SE]]],
  },
  {
    name: "a variable with a password",
    says: [["in", [IAC, SB, NEW_ENVIRON, 0, 3], "MY_PASSWORD", [1], SECRET, [IAC, SE]]],
  },
];

function hexOf(text: string): string {
  return [...bytesOf(text)].map((byte) => byte.toString(16).toUpperCase()).join(" ");
}

/** No four characters of the secret, in words or as bytes. */
function assertUnseen(line: XrayFixture): void {
  const shown = JSON.stringify(line.shown);
  for (let at = 0; at + 4 <= SECRET.length; at++) {
    const part = SECRET.slice(at, at + 4);
    assert.equal(shown.includes(part), false, `${part} in ${shown}`);
    assert.equal(shown.includes(hexOf(part)), false, `${hexOf(part)} in ${shown}`);
  }
}

for (const { name, isLoggedIn = false, isHidden = false, says, shown = "" } of WAYS) {
  Deno.test(`TelnetXray shows no secret: ${name}`, () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
    fc.assert(fc.property(cuts, (sizes) => {
      const line = new XrayFixture();
      line.in("\r\n"); // so that its beginning hides nothing
      line.isLoggedIn = isLoggedIn;
      line.isHidden = isHidden;
      for (const [direction, ...pieces] of says) {
        const bytes = [...bytesOf(...pieces)];
        // what the Portal writes is cut by the network, not before it is looked at
        for (let turn = 0; bytes.length > 0; turn++) {
          const size = direction === "in" ? sizes[turn % sizes.length] : bytes.length;
          line[direction](bytes.splice(0, size));
        }
      }
      assertUnseen(line);
      assert.ok(line.take().some((said) => said.includes(shown)));
    }));
  });
}

Deno.test("TelnetXray that starts in the middle shows nothing of what was begun before", () => {
  const line = new XrayFixture();
  line.in(`${SECRET}\r\n`);
  line.in(`"password":"${SECRET}"}`, [IAC, SE]);
  assertUnseen(line);
});

Deno.test("TelnetXray shows nothing of a line that is too long, nor in the line behind it", () => {
  const line = new XrayFixture();
  line.in("\r\n");
  line.out("Welcome\r\n");
  line.take();
  for (const length of [8_001, 40_000]) {
    line.in(`connect anna ${SECRET} ${"x".repeat(length)}\r\n`);
    line.out(`What is ${SECRET}?`);
    line.out("Too long.");
    line.in("look\r\n");
    assertUnseen(line);
    assert.deepEqual(line.take(), [
      "in (a line that is too long)",
      "out (something that holds what was typed unseen: it is not shown)",
      'out "Too long." | 54 6F 6F 20 6C 6F 6E 67 2E',
      'in "look\\r\\n" | 6C 6F 6F 6B 0D 0A',
    ]);
  }
});

Deno.test("TelnetXray hides a password of another encoding, as bytes and as UTF-8", () => {
  const line = new XrayFixture();
  line.encoding = "windows-1251";
  line.in("\r\n");
  line.out("Password: ");
  line.isHidden = true;
  line.in([0xf0, 0xea, 0xe0, IAC, 0xe0, 0x0d, 0x0a]);
  line.isHidden = false;
  line.take();
  line.out([0xf0, 0xea, 0xe0, IAC, IAC, 0xe0]);
  line.out("ркаяа");
  const shown = line.take().join();
  assert.doesNotMatch(shown, /рка|F0 EA/);
});
