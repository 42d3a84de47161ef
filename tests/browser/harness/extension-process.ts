// The process that Chromium runs the extension's own pages in, the guard's frame among them: ended as a system does that is short of memory.
import { readdirSync, readFileSync } from "node:fs";
import type { Bench } from "./launch";

/** Whether this system says which process that is. */
export const canEndExtensionProcess = process.platform === "linux";

/** @returns how many were ended. */
export function endExtensionProcesses(bench: Bench): number {
	const root = bench.browser.process()?.pid;
	if (root === undefined) throw new Error("the browser was not started here");
	const ours = readdirSync("/proc")
		.map(Number)
		.filter((pid) => pid > 0 && descendsFrom(pid, root) && isExtensionProcess(pid));
	for (const pid of ours) process.kill(pid, "SIGKILL");
	return ours.length;
}

function isExtensionProcess(pid: number): boolean {
	return read(pid, "cmdline").includes("--extension-process");
}

function descendsFrom(pid: number, root: number): boolean {
	for (let one = pid; one > 1; one = Number(/^PPid:\s*(\d+)/m.exec(read(one, "status"))?.[1] ?? 0)) {
		if (one === root) return true;
	}
	return false;
}

function read(pid: number, file: string): string {
	try {
		return readFileSync(`/proc/${pid}/${file}`, "latin1");
	} catch {
		return ""; // it has ended meanwhile
	}
}
