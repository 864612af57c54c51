/** Ends a revision on a database where something of it is not known; no code of Python can catch it. */
export class RunStopped extends Error {}
