import { ManualClock } from "../../../src/core/clock.ts";
import { type AccessOptions, passBy } from "../../../src/portals/observatory/access.ts";
import type { HouseControl } from "../../../src/portals/observatory/house_control.ts";
import { Houses } from "../../../src/portals/observatory/houses.ts";
import { Observatory } from "../../../src/portals/observatory/observatory.ts";
import { RECORDER_LIMITS } from "../../../src/portals/observatory/recorder.ts";
import type { Tours } from "../../../src/portals/observatory/tours.ts";
import { TrustedProxies } from "../../../src/portals/proxy/trusted_proxies.ts";
import { listenWeb } from "../../../src/portals/web/listen_web.ts";
import { pageFile } from "../../../src/portals/web/page_file.ts";
import { RequestPeers } from "../../../src/portals/web/request_peer.ts";
import { webOptions } from "../web/web_fixture.ts";
import { FakeHouse } from "./fake_house.ts";

/** An observatory that listens on a free port of this machine. */
export interface ObservatoryWeb {
  readonly origin: string;
  readonly port: number;
  readonly clock: ManualClock;
  readonly house: FakeHouse;
  readonly houses: Houses;
  readonly observatory: Observatory;
  /** Sends a request as the page does. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** What a test wants otherwise than it is. */
export interface ObservatoryWebOptions {
  readonly control?: HouseControl;
  readonly tours?: Tours;
  readonly visitors?: AccessOptions["visitors"];
  readonly trustedProxies?: readonly string[];
  readonly maxStreams?: number;
}

/** Runs a test with an observatory of one house, `main`, whose world is "The Old House". */
export async function withObservatory(
  test: (web: ObservatoryWeb) => Promise<void>,
  { control, tours, visitors, trustedProxies = [], maxStreams = 5 }: ObservatoryWebOptions = {},
): Promise<void> {
  const clock = new ManualClock(1_000);
  const house = new FakeHouse("main", clock, control);
  const houses = new Houses(house);
  const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  using observatory = new Observatory({
    ...{ houses, clock, randomBytes, limits: RECORDER_LIMITS },
    tours: tours && (() => Promise.resolve(tours)),
  });
  const peers = new RequestPeers(new TrustedProxies(trustedProxies));
  const { links } = observatory;
  const passOf = passBy({ peers, links, visitors });
  const files = [
    pageFile("/observatory", "<title>The observatory</title>"),
    pageFile("/observatory/client/observatory.js", "// a script"),
  ];
  const routes = { observatory, clock, serverName: "The Old House", passOf, files, maxStreams };
  const portal = await listenWeb(webOptions({ peers, clock, observatory: routes }));
  const origin = `http://127.0.0.1:${portal.port}`;
  const post: ObservatoryWeb["post"] = (path, body, headers = {}) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin, ...headers },
      body: JSON.stringify(body),
    });
  try {
    await test({ ...{ origin, port: portal.port, clock, house, houses, observatory, post } });
  } finally {
    observatory[Symbol.dispose]();
    await portal.close();
  }
}
