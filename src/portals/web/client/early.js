/** Runs before anything is shown, so that the page appears at once as it was chosen. */

import { attachLook } from "./look.js";
import { Settings } from "./settings.js";

export const settings = Settings.ofBrowser();
attachLook(settings);
