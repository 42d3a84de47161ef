// A screen of a test's own (Xvfb): its own clipboard, its own pointer, nobody's real desktop disturbed.
import { spawn } from "node:child_process";
import { findProgram } from "./processes";

export type Display = { name: string; width: number; height: number; stop(): Promise<void> };

const WIDTH = 1400;
const HEIGHT = 1000;

/** What is needed to pick, drag and paste as a person does: a screen, a pointer, a clipboard. */
export const DESKTOP_PROGRAMS = ["Xvfb", "xdotool", "xclip"] as const;

export function haveDesktop(): boolean {
	return process.platform === "linux" && DESKTOP_PROGRAMS.every((program) => findProgram(program) !== undefined);
}

/** Starts a screen and learns its number from the server itself, so that many can run side by side. */
export async function startDisplay(): Promise<Display> {
	const child = spawn(
		findProgram("Xvfb") ?? "Xvfb",
		["-displayfd", "3", "-screen", "0", `${WIDTH}x${HEIGHT}x24`, "-nolisten", "tcp", "-noreset"],
		{ stdio: ["ignore", "ignore", "ignore", "pipe"] },
	);
	const end = () => void child.kill("SIGKILL");
	process.once("exit", end);
	const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
	const number = await new Promise<string>((resolve, reject) => {
		child.once("error", reject);
		child.once("exit", () => reject(new Error("Xvfb ended at once")));
		child.stdio[3]?.once("data", (data: Buffer) => resolve(data.toString().trim()));
	});
	return {
		name: `:${number}`,
		width: WIDTH,
		height: HEIGHT,
		async stop() {
			process.off("exit", end);
			child.kill("SIGTERM");
			await exited;
		},
	};
}
