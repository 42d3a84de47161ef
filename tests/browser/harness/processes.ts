// Programs that a test starts, ended by their id when it is over, and the small waits that go with them.
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { connect, createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export type Running = { pid: number; exited: Promise<void>; stop(): Promise<void> };

const GRACE_MS = 3000;

const running = new Set<ChildProcess>();
process.once("exit", () => {
	for (const child of running) child.kill("SIGKILL");
});

/** Starts a program that runs until `stop`; what it prints goes to `log`. */
export function start(
	command: string,
	args: readonly string[],
	options: SpawnOptions & { log?: string } = {},
): Running {
	const { log, ...rest } = options;
	const sink = log === undefined ? "ignore" : openSync(log, "a");
	const child = spawn(command, args, { stdio: ["ignore", sink, sink], ...rest });
	if (typeof sink === "number") closeSync(sink);
	if (child.pid === undefined) throw new Error(`${command} did not start`);
	running.add(child);
	const exited = new Promise<void>((resolve) =>
		child.once("exit", () => {
			running.delete(child);
			resolve();
		}),
	);
	return {
		pid: child.pid,
		exited,
		async stop() {
			child.kill("SIGTERM");
			await Promise.race([exited, sleep(GRACE_MS)]);
			if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
			await exited;
		},
	};
}

/** Where a program of this name is, if it is there at all. Servers live in sbin, which is on few people's path. */
export function findProgram(...names: readonly string[]): string | undefined {
	const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
	const find = process.platform === "win32" ? "where" : "which";
	for (const name of names) {
		try {
			const found = execFileSync(find, [name], {
				encoding: "utf8",
				stdio: ["ignore", "pipe", "ignore"],
				env: { ...process.env, PATH: folders.join(delimiter) },
			});
			const first = found.split(/\r?\n/)[0];
			if (first) return first;
		} catch {
			// Not under this name.
		}
	}
	return undefined;
}

/** The system Python: one from a version manager lacks the distribution's packages. */
export function systemPython(): string | undefined {
	return findProgram(join("/usr/bin", "python3"), "python3");
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (address === null || typeof address === "string") throw new Error("no port to be had");
	return address.port;
}

export function waitForPort(port: number): Promise<true> {
	return until(`port ${port}`, async () => {
		const open = await new Promise<boolean>((resolve) => {
			const socket = connect(port, "127.0.0.1", () => resolve(true));
			socket.once("error", () => resolve(false));
			socket.once("connect", () => socket.destroy());
		});
		return open || undefined;
	});
}

/** Asks again and again until there is an answer. @throws when there is none in time, with the last error's words. */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined> | T | undefined,
	timeoutMs = 20_000,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	let last: unknown;
	for (;;) {
		try {
			const answer = await ask();
			if (answer !== undefined) return answer;
		} catch (error) {
			last = error;
		}
		if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`, { cause: last });
		await sleep(100);
	}
}
