// The Worker in which everything of the browser is measured, as the guard has one.
import { contenders } from "./contenders";
import { countReads } from "./count-reads";
import { drawJpeg } from "./draw-jpeg";
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
			const turn = await contenders[request.contender](file);
			const counted = countReads();
			const result = await turn().finally(counted.stop);
			if (result) await save(request.saveAs, result);
			return { ms: 0, bytes: counted.bytes(), reads: counted.reads() };
		}
		case "time": {
			const turn = await contenders[request.contender](file);
			const start = performance.now();
			await turn();
			return { ms: performance.now() - start, bytes: 0, reads: 0 };
		}
	}
}

async function save(name: string, blob: Blob): Promise<void> {
	await fetch(`/save/${name}`, { method: "POST", body: blob });
}
