import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

/** What portal plugins may import; a change of it is a change of their interface. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  "src/portals/api.ts": [
    ...["Acceptor", "Block", "BlockPart", "ByteStream", "CLOSE_SENTENCES", "Call", "Clock"],
    ...[
      "CloseReason",
      "Color",
      "ConnectionAccount",
      "ConnectionEvents",
      "ConnectionSink",
      "Exchange",
      "FlagSource",
      "HeadingBlock",
    ],
    ...["HeadingLevel", "InputMode", "Link", "ListBlock", "ListLayout", "LogLevel", "OutStage"],
    ...["LineFault", "OutputOf"],
    ...["PORTAL_API", "Portal", "PortalContext", "PortalLimits", "PortalLogOptions"],
    ...["PortalPlugin", "PortalSettings", "ProtocolConnection", "ProtocolFlags", "PushOptions"],
    ...["RenderMarkupOptions", "SchemaIssue", "SchemaOutcome", "ServedClient", "SharedRender"],
    ...[
      "Span",
      "StandardSchema",
      "Style",
      "TableBlock",
      "TextBlock",
      "TcpPortal",
      "TcpPortalOptions",
      "Wire",
      "WireEnd",
    ],
    ...["WireOptions", "XraySight", "definePortal", "encodeText", "renderMarkup"],
  ],
  "src/portals/conformance/mod.ts": [
    ...["ConformanceCase", "ConformanceClient", "ConformanceOptions", "Inability", "ManualClock"],
    ...["RecordedSession", "RecordingSink", "Report", "TestedPortal", "portalConformance"],
  ],
};

for (const [path, names] of Object.entries(NAMES)) {
  Deno.test(`${path} offers these names and no others`, () => {
    const source = readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
    const offered = [...source.matchAll(/^export \{(?<names>[^}]*)\} from /gm)]
      .flatMap(({ groups }) => (groups?.names ?? "").split(","))
      .map((name) => name.replace("type ", "").trim()).filter((name) => name !== "");
    assert.deepEqual(offered.sort(), [...names].sort());
  });
}
