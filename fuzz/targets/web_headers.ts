import assert from "node:assert/strict";
import { parseAddress } from "../../src/core/gate/network.ts";
import { chooseDialect } from "../../src/portals/web/dialects/choose_dialect.ts";
import { isAllowedOrigin } from "../../src/portals/web/origin.ts";
import { readResumeOffer } from "../../src/portals/web/resume/resume_offer.ts";
import { FormSeals } from "../../src/portals/web/sign_in/form_seals.ts";
import { localPath } from "../../src/portals/web/sign_in/local_path.ts";
import { isFromOwnPage } from "../../src/portals/web/sign_in/own_page.ts";
import { tokenIn } from "../../src/portals/web/sign_in/web_cookie.ts";
import { textOf } from "../checks.ts";
import type { FuzzTarget } from "../fuzz_target.ts";

const HOST = "house.example";

/** A header of a request, each reader of one: resume tokens, cookies, origins, paths to go on to. */
export const WEB_HEADERS: FuzzTarget = {
  name: "web_headers",
  holds: "no throw; no token of another form, no seal that fits, no path that leads elsewhere",
  words: [
    "resume",
    "resume.",
    "spans.vestibule",
    "vestibule_session=",
    "vestibule_form=",
    "; ",
    ", ",
    "http://house.example",
    "https://",
    "//evil.example",
    "/\\evil.example",
    "@evil.example",
    "null",
  ],
  run(bytes) {
    const header = textOf(bytes);
    const offer = readResumeOffer(header);
    if (offer.kind === "return") {
      assert.match(offer.token, /^[\w-]{32}$/);
      assert.ok(Number.isSafeInteger(offer.received), "no count of messages");
    }
    chooseDialect(header);
    const token = tokenIn(header);
    if (token !== undefined) assert.match(token, /^[\w-]+$/);
    const seals = new FormSeals((count) => new Uint8Array(count));
    assert.ok(!seals.fits(header, header), "a made-up seal fits");
    const path = localPath(header);
    assert.equal(new URL(path, `http://${HOST}`).host, HOST);
    assert.doesNotMatch(path, /[\r\n]/);
    if (isAllowedOrigin(header, HOST, [])) assert.equal(new URL(header).host, HOST);
    isFromOwnPage({ origin: header, host: HOST, site: undefined, isSecure: true });
    isFromOwnPage({ origin: `http://${HOST}`, host: header, site: header, isSecure: false });
    parseAddress(header);
  },
};
