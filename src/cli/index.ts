// The command line: the same formats as the extension's, over files on disk.
import type { Command } from "./command";
import { inspectCommand } from "./inspect";
import { recipientsCommand } from "./recipients";
import { stripCommand } from "./strip";

const commands: Readonly<Record<string, Command>> = {
	inspect: inspectCommand,
	recipients: recipientsCommand,
	strip: stripCommand,
};

const exitUsage = 2;

const [name = "", ...words] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
	const lines = Object.values(commands).map(({ usage, does }) => `  last-look ${usage}\n      ${does}`);
	console.error(`Usage:\n${lines.join("\n")}`);
	process.exitCode = name === "--help" || name === "help" ? 0 : exitUsage;
} else {
	process.exitCode = await command.run(words);
}
