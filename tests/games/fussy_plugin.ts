import {
  definePlugin,
  type Plugin,
  ServerSession,
  type SessionParts,
} from "../../src/plugins/api.ts";

/** From where one connects for a method of the session class to throw. */
export const FUSSY_ADDRESSES: Readonly<Record<string, string>> = {
  atSync: "192.0.2.61",
  atLogin: "192.0.2.62",
  atDisconnect: "192.0.2.63",
};

/**
 * Makes a plugin whose session class throws where it is told to.
 *
 * @param fails Tells whether a method throws for a session of this address.
 */
export function fussy(fails: (at: string, address: string) => boolean): Plugin {
  class FussySession extends ServerSession {
    constructor(parts: SessionParts) {
      super(parts);
      this.#fail("constructor");
    }
    override atSync(): void {
      this.#fail("atSync");
    }
    override atLogin(): void {
      this.#fail("atLogin");
    }
    override atDisconnect(): void {
      this.#fail("atDisconnect");
    }
    #fail(at: string): void {
      if (fails(at, this.address)) throw new Error(`no ${at} for you`);
    }
  }
  return definePlugin({
    name: "fussy",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) => provide.sessionClass("FussySession", FussySession),
  });
}

/** A session class that throws for those who come from certain addresses. */
const byAddress: Plugin = fussy((at, address) => FUSSY_ADDRESSES[at] === address);

export default byAddress;
