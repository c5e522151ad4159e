import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { portalOob } from "./oob_suite.ts";
import { portalConformance, type SuitePortal } from "./suite.ts";
import { openTelnetSuite } from "./telnet_suite.ts";

portalConformance("TelnetConnection", open);
portalOob("TelnetConnection", open);

function open(sink: ConnectionSink): Promise<SuitePortal> {
  return openTelnetSuite({ sink }, (socket) => Promise.resolve(socket));
}
