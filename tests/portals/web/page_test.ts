import assert from "node:assert/strict";
import { gunzipSync } from "node:zlib";
import { pageFiles } from "../../../src/portals/web/page.ts";
import { answerFile, pageFile } from "../../../src/portals/web/page_file.ts";

const MAX_BYTES = 60_000;

Deno.test("client 28. the whole page is under 60 KB, compressed", () => {
  const bytes = pageFiles("The Old House").reduce((sum, file) => sum + file.gzip().length, 0);
  assert.ok(bytes < MAX_BYTES, `${bytes} bytes`);
});

Deno.test("client 28. the page is shown when three small files are read, and needs one more", () => {
  const [page, ...parts] = pageFiles("The Old House");
  const named = [...page?.body.matchAll(/(?:src|href)="(client\/[^"]+)"/g) ?? []]
    .map(([, path]) => path);
  assert.deepEqual(named, [
    "client/favicon.svg",
    "client/tokens.css",
    "client/client.css",
    "client/early.js",
    "client/client.js",
  ]);
  for (const { path, body } of parts) {
    const others = [...body.matchAll(/^import\b.* from "(.*)";$/gm)].map(([, from]) => from);
    assert.deepEqual(others, path === "/client/client.js" ? ["./early.js"] : [], path);
    assert.doesNotMatch(body, /^import ["']|@import|url\(/m, path);
  }
});

Deno.test("answerFile() compresses for who takes gzip, and no one else", async () => {
  const file = pageFile("/a.js", "let a = 1;\n".repeat(100));
  for (const accepted of ["gzip", "br, gzip;q=0.5", "gzip, deflate"]) {
    const response = answerFile(file, undefined, accepted);
    assert.equal(response.headers.get("content-encoding"), "gzip", accepted);
    assert.equal(response.headers.get("vary"), "accept-encoding");
    const body = gunzipSync(new Uint8Array(await response.arrayBuffer()));
    assert.equal(new TextDecoder().decode(body), file.body);
  }
  for (const accepted of [undefined, "", "br", "gzip;q=0", "xgzip"]) {
    const response = answerFile(file, undefined, accepted);
    assert.equal(response.headers.get("content-encoding"), null, accepted);
    assert.equal(await response.text(), file.body);
  }
});

Deno.test("answerFile() has a tag for each form of a file, and answers 304 to who has that form", () => {
  const file = pageFile("/a.js", "let a = 1;\n");
  const packed = answerFile(file, undefined, "gzip").headers.get("etag") ?? "";
  const plain = answerFile(file, undefined).headers.get("etag") ?? "";
  assert.notEqual(packed, plain);
  assert.equal(answerFile(file, packed, "gzip").status, 304);
  assert.equal(answerFile(file, plain).status, 304);
  assert.equal(answerFile(file, plain, "gzip").status, 200);
});
