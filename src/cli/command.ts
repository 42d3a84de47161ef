// What a subcommand of the command line is.

/** `run` takes the words after the subcommand's name and gives the exit code. */
export type Command = { usage: string; does: string; run(words: readonly string[]): Promise<number> };
