import assert from "node:assert/strict";
import { measured } from "../../reliability/measured.ts";
import { RawClient, withWeb } from "./web_fixture.ts";
import { wholeApp } from "./whole_app.ts";

/** What stands in files that are near, and in no answer. */
const OUTSIDE = /root:|"imports"|BEGIN |SQLite format|definePlugin/;

const CLIMBING = [
  ...["/client/../../../../deno.json", "/client/..%2f..%2f..%2fdeno.json", "/../deno.json"],
  ...["/client/%2e%2e/%2e%2e/%2e%2e/deno.json", "/client/%252e%252e/deno.json"],
  ...["/client/..\\..\\deno.json", "/client/..%5c..%5cdeno.json", "//etc/passwd", "/%2fetc/passwd"],
  ...["/client/client.js%00.css", "/client/%00", "/etc/passwd", "/client/", "/client"],
  ...[
    "/data/vestibule.db",
    "/data/keys/tls-key.pem",
    "/file:///etc/passwd",
    "/client/%c0%ae%c0%ae/",
  ],
  ...["/observatory/client/../../../deno.json", "/sign_in/..%2f..%2fdeno.json", "/.git/config"],
  ...["/__proto__", "/constructor", "/client/__proto__", "/observatory/client/constructor"],
];

Deno.test("gate 14. a path that climbs leads to nothing, however it is written", async () => {
  using whole = wholeApp();
  const statuses: string[] = [];
  await withWeb(async ({ port }) => {
    for (const path of CLIMBING) {
      using client = await RawClient.request(port, [
        ...[`GET ${path} HTTP/1.1`, "Host: house.example", "Connection: close"],
      ]);
      const answer = await client.all();
      assert.match(answer, /^HTTP\/1\.1 (?:400|404) /, path);
      assert.doesNotMatch(answer, OUTSIDE, path);
      statuses.push(answer.slice(9, 12));
    }
  }, { ...whole.options });
  const [bad, unknown] = ["400", "404"].map((one) => statuses.filter((is) => is === one).length);
  measured(
    "gate 14",
    `${CLIMBING.length} climbing paths: ${bad} answered 400, ${unknown} answered 404`,
  );
});

Deno.test("gate 14. a request for another host's address is answered from here, or not at all", async () => {
  using whole = wholeApp();
  await withWeb(async ({ port }) => {
    for (const target of ["http://evil.example/old", "http://evil.example/", "evil.example:80"]) {
      using client = await RawClient.request(port, [
        ...[`GET ${target} HTTP/1.1`, "Host: evil.example", "Connection: close"],
      ]);
      const answer = await client.all();
      assert.match(answer, /^HTTP\/1\.1 (?:200|302|400|404) /, target);
      assert.doesNotMatch(answer, /evil\.example/, target);
    }
    using client = await RawClient.request(port, [
      ...["CONNECT evil.example:443 HTTP/1.1", "Host: evil.example:443"],
    ]);
    assert.doesNotMatch(await client.all(), /^HTTP\/1\.1 2/);
  }, { ...whole.options });
});
