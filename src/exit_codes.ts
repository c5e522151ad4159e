/** The exit codes that ask a service manager for a restart, as sysexits has them. */

/** Something that cannot go on in this process has failed: EX_SOFTWARE. */
export const EXIT_SOFTWARE = 70;

/** Another process has what this one needs, and this one is to wait for it: EX_TEMPFAIL. */
export const EXIT_TEMPFAIL = 75;
