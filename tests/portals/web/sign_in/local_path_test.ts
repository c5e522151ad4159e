import assert from "node:assert/strict";
import fc from "fast-check";
import { localPath } from "../../../../src/portals/web/sign_in/local_path.ts";

Deno.test("localPath() keeps a path of this server, and what it asks", () => {
  for (const path of ["/", "/observatory", "/observatory?house=main#2", "/a%20b"]) {
    assert.equal(localPath(path), path);
  }
});

Deno.test("gate 14. localPath() leads to no other site, whatever is named", () => {
  const elsewhere = [
    ...[null, undefined, "", "evil.example", "https://evil.example/", "//evil.example"],
    ...["/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example"],
    ...["/.//evil.example", "/..//evil.example", "javascript:alert(1)", "/\\/evil.example"],
  ];
  for (const wanted of elsewhere) assert.equal(localPath(wanted), "/");
});

Deno.test("localPath() stays here for any text, as a browser reads its answer", () => {
  const pieces = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "@",
    ":",
    "evil.example",
    "\t",
    "\r\n",
    "%2f",
    "?",
    "#",
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(pieces).map((all) => all.join(""))), (text) => {
      const path = localPath(text);
      assert.equal(new URL(path, "https://play.example/login").origin, "https://play.example");
      assert.match(path, /^\/(?!\/)[!-~]*$/);
    }),
  );
});
