/** What a user is told who leaves by Ctrl-D. */
export const GOODBYE = "Goodbye. Come back soon.";

/** What a user is told who presses Ctrl-C on an empty line. */
export const LEAVE_HINT = "To leave, type quit, or press Ctrl-D on an empty line.";
