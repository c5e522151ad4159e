import accountScript from "./client/account.js" with { type: "text" };
import accountSettingsScript from "./client/account_settings.js" with { type: "text" };
import blocksScript from "./client/blocks.js" with { type: "text" };
import callsScript from "./client/calls.js" with { type: "text" };
import classroomScript from "./client/classroom.js" with { type: "text" };
import clientScript from "./client/client.js" with { type: "text" };
import colorScript from "./client/color.js" with { type: "text" };
import completionScript from "./client/completion.js" with { type: "text" };
import connectionScript from "./client/connection.js" with { type: "text" };
import dialogsStyle from "./client/dialogs.css" with { type: "text" };
import dialogsScript from "./client/dialogs.js" with { type: "text" };
import earlyScript from "./client/early.js" with { type: "text" };
import entryStyle from "./client/entry.css" with { type: "text" };
import entryScript from "./client/entry.js" with { type: "text" };
import favicon from "./client/favicon.svg" with { type: "text" };
import focusScript from "./client/focus.js" with { type: "text" };
import historyScript from "./client/history.js" with { type: "text" };
import historySearchScript from "./client/history_search.js" with { type: "text" };
import page from "./client/index.html" with { type: "text" };
import keysScript from "./client/keys.js" with { type: "text" };
import lookScript from "./client/look.js" with { type: "text" };
import memoryScript from "./client/memory.js" with { type: "text" };
import outputStyle from "./client/output.css" with { type: "text" };
import outputScript from "./client/output.js" with { type: "text" };
import pacedSenderScript from "./client/paced_sender.js" with { type: "text" };
import panelsStyle from "./client/panels.css" with { type: "text" };
import panelsScript from "./client/panels.js" with { type: "text" };
import peopleScript from "./client/people.js" with { type: "text" };
import regionsScript from "./client/regions.js" with { type: "text" };
import resumptionScript from "./client/resumption.js" with { type: "text" };
import roomScript from "./client/room.js" with { type: "text" };
import screenScript from "./client/screen.js" with { type: "text" };
import settingsScript from "./client/settings.js" with { type: "text" };
import settingsDialogScript from "./client/settings_dialog.js" with { type: "text" };
import speakerScript from "./client/speaker.js" with { type: "text" };
import statusScript from "./client/status.js" with { type: "text" };
import styleStyle from "./client/style.css" with { type: "text" };
import textOfScript from "./client/text_of.js" with { type: "text" };
import tokensStyle from "./client/tokens.css" with { type: "text" };
import transcriptScript from "./client/transcript.js" with { type: "text" };
import typingScript from "./client/typing.js" with { type: "text" };
import unreadScript from "./client/unread.js" with { type: "text" };
import viewportScript from "./client/viewport.js" with { type: "text" };
import vitalsScript from "./client/vitals.js" with { type: "text" };
import worldStyle from "./client/world.css" with { type: "text" };
import worldScript from "./client/world.js" with { type: "text" };
import { bundleModules } from "./bundle_modules.ts";
import { namedPage, type PageFile, pageFile } from "./page_file.ts";

/** The page's modules, by name. */
const MODULES: Readonly<Record<string, string>> = {
  "account.js": accountScript,
  "account_settings.js": accountSettingsScript,
  "blocks.js": blocksScript,
  "calls.js": callsScript,
  "classroom.js": classroomScript,
  "client.js": clientScript,
  "color.js": colorScript,
  "completion.js": completionScript,
  "connection.js": connectionScript,
  "dialogs.js": dialogsScript,
  "early.js": earlyScript,
  "entry.js": entryScript,
  "focus.js": focusScript,
  "history.js": historyScript,
  "history_search.js": historySearchScript,
  "keys.js": keysScript,
  "look.js": lookScript,
  "memory.js": memoryScript,
  "output.js": outputScript,
  "paced_sender.js": pacedSenderScript,
  "panels.js": panelsScript,
  "people.js": peopleScript,
  "regions.js": regionsScript,
  "resumption.js": resumptionScript,
  "room.js": roomScript,
  "screen.js": screenScript,
  "settings.js": settingsScript,
  "settings_dialog.js": settingsDialogScript,
  "speaker.js": speakerScript,
  "status.js": statusScript,
  "text_of.js": textOfScript,
  "transcript.js": transcriptScript,
  "typing.js": typingScript,
  "unread.js": unreadScript,
  "viewport.js": viewportScript,
  "vitals.js": vitalsScript,
  "world.js": worldScript,
};

/** The page's own styles, in order; what other pages share is not among them. */
const STYLES: readonly string[] = [
  styleStyle,
  entryStyle,
  outputStyle,
  panelsStyle,
  worldStyle,
  dialogsStyle,
];

/**
 * Returns the files of the web page. Its modules are put into two scripts, and its styles into one:
 * a browser shows the page when it has read three files, not forty.
 *
 * @param serverName The world's name, shown as the page's title.
 */
export function pageFiles(serverName: string): readonly PageFile[] {
  return [
    pageFile("/", namedPage(page, serverName)),
    pageFile("/client/tokens.css", tokensStyle),
    pageFile("/client/client.css", STYLES.join("\n")),
    // Runs before the page is shown, so that it looks at once as it was chosen; on other pages too.
    pageFile("/client/early.js", bundleModules(MODULES, "early.js")),
    pageFile("/client/client.js", bundleModules(MODULES, "client.js", { apart: ["early.js"] })),
    pageFile("/client/favicon.svg", favicon),
  ];
}
