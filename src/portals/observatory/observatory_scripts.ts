import askHouse from "./client/ask_house.js" with { type: "text" };
import cards from "./client/cards.js" with { type: "text" };
import checkTrace from "./client/check_trace.js" with { type: "text" };
import copyText from "./client/copy_text.js" with { type: "text" };
import describe from "./client/describe.js" with { type: "text" };
import diagram from "./client/diagram.js" with { type: "text" };
import diagramLayout from "./client/diagram_layout.js" with { type: "text" };
import dom from "./client/dom.js" with { type: "text" };
import exportMermaid from "./client/export_mermaid.js" with { type: "text" };
import faults from "./client/faults.js" with { type: "text" };
import files from "./client/files.js" with { type: "text" };
import filter from "./client/filter.js" with { type: "text" };
import filterBar from "./client/filter_bar.js" with { type: "text" };
import headBar from "./client/head_bar.js" with { type: "text" };
import inspector from "./client/inspector.js" with { type: "text" };
import keys from "./client/keys.js" with { type: "text" };
import lanes from "./client/lanes.js" with { type: "text" };
import letters from "./client/letters.js" with { type: "text" };
import model from "./client/model.js" with { type: "text" };
import observatory from "./client/observatory.js" with { type: "text" };
import payload from "./client/payload.js" with { type: "text" };
import prettyJson from "./client/pretty_json.js" with { type: "text" };
import rows from "./client/rows.js" with { type: "text" };
import scrubber from "./client/scrubber.js" with { type: "text" };
import sequence from "./client/sequence.js" with { type: "text" };
import sequenceRow from "./client/sequence_row.js" with { type: "text" };
import sessionPanel from "./client/session_panel.js" with { type: "text" };
import share from "./client/share.js" with { type: "text" };
import sidePanel from "./client/side_panel.js" with { type: "text" };
import stageDiagram from "./client/stage_diagram.js" with { type: "text" };
import state from "./client/state.js" with { type: "text" };
import steps from "./client/steps.js" with { type: "text" };
import stream from "./client/stream.js" with { type: "text" };
import tableView from "./client/table_view.js" with { type: "text" };
import tour from "./client/tour.js" with { type: "text" };
import tourScript from "./client/tour_script.js" with { type: "text" };
import timeline from "./client/timeline.js" with { type: "text" };
import traceFile from "./client/trace_file.js" with { type: "text" };

/** The scripts of the observatory's page, by name. */
export const SCRIPTS: Readonly<Record<string, string>> = {
  "ask_house.js": askHouse,
  "cards.js": cards,
  "check_trace.js": checkTrace,
  "copy_text.js": copyText,
  "describe.js": describe,
  "diagram.js": diagram,
  "diagram_layout.js": diagramLayout,
  "dom.js": dom,
  "export_mermaid.js": exportMermaid,
  "faults.js": faults,
  "files.js": files,
  "filter.js": filter,
  "filter_bar.js": filterBar,
  "head_bar.js": headBar,
  "inspector.js": inspector,
  "keys.js": keys,
  "lanes.js": lanes,
  "letters.js": letters,
  "model.js": model,
  "observatory.js": observatory,
  "payload.js": payload,
  "pretty_json.js": prettyJson,
  "rows.js": rows,
  "scrubber.js": scrubber,
  "sequence.js": sequence,
  "sequence_row.js": sequenceRow,
  "session_panel.js": sessionPanel,
  "share.js": share,
  "side_panel.js": sidePanel,
  "stage_diagram.js": stageDiagram,
  "state.js": state,
  "steps.js": steps,
  "stream.js": stream,
  "table_view.js": tableView,
  "timeline.js": timeline,
  "tour.js": tour,
  "tour_script.js": tourScript,
  "trace_file.js": traceFile,
};
