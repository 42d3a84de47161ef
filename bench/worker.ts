// The Worker in which everything of the browser is measured, as the guard has one.
import { countReads } from "./count-reads";
import { drawJpeg } from "./draw-jpeg";
import type { Turn } from "./row";
import { rows } from "./rows";
import type { Answer, Request } from "./turn";

addEventListener("message", async ({ data: { request, file } }: MessageEvent<{ request: Request; file: File }>) => {
	const answer = await take(request, file).catch((error: unknown): Answer => ({ error: String(error) }));
	postMessage(answer);
});

async function take(request: Request, file: File): Promise<Answer> {
	switch (request.type) {
		case "draw":
			await save(request.saveAs, await drawJpeg(request.width, request.height, request.size));
			return { ms: 0, bytes: 0, reads: 0 };
		case "count": {
			const turn = await (await turnOf(request))(file);
			const counted = countReads();
			const result = await turn().finally(counted.stop);
			if (result && request.saveAs !== undefined) await save(request.saveAs, result);
			return { ms: 0, bytes: counted.bytes(), reads: counted.reads() };
		}
		case "time": {
			const turn = await (await turnOf(request))(file);
			const start = performance.now();
			await turn();
			return { ms: performance.now() - start, bytes: 0, reads: 0 };
		}
	}
}

async function turnOf({ row, contender }: { row: string; contender: string }): Promise<Turn> {
	const found = rows.find(({ name }) => name === row)?.contenders[contender];
	if (found?.in !== "worker") throw new Error(`${contender} of ${row} is nothing of the Worker's`);
	return found.load();
}

async function save(name: string, blob: Blob): Promise<void> {
	await fetch(`/save/${name}`, { method: "POST", body: blob });
}
