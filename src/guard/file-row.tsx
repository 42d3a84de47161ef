// One file: a thumbnail, its name, and what it gives away, worst first.
import { useEffect, useState } from "preact/hooks";
import { fileSize, words } from "../platform/words";
import { Findings } from "./findings";
import type { Row } from "./flow";

export function FileRow({ row: { file, examined } }: { row: Row }) {
	const status = examined.status === "looking" ? "looking" : statusOf(examined);
	return (
		<li class="file" data-file={file.name} data-status={status}>
			<Thumbnail file={file} />
			<div class="says">
				<p class="name">
					<bdi>{file.name}</bdi> <span class="size">{fileSize(file.size)}</span>
				</p>
				{examined.status === "looking" ? (
					<p class="verdict">{words("looking")}</p>
				) : (
					<>
						<p class="verdict">{verdict(examined, status)}</p>
						{examined.inspection.status === "found" && <Findings findings={examined.inspection.findings} />}
					</>
				)}
			</div>
		</li>
	);
}

type Status = "looking" | "clean" | "found" | "unsupported" | "failed";

/** What could be read but not stripped is said by its findings and its verdict. */
function statusOf({ inspection }: Exclude<Row["examined"], { status: "looking" }>): Status {
	return inspection.status;
}

function verdict(examined: Exclude<Row["examined"], { status: "looking" }>, status: Status): string {
	if (examined.status === "as-is-only") return words(`reason_${examined.reason.replaceAll("-", "_")}`);
	return words(status === "clean" ? "nothingFound" : "givesAway");
}

const pictureTypes = ["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif", "image/bmp"];

function Thumbnail({ file }: { file: File }) {
	const [url, setUrl] = useState<string>();
	useEffect(() => {
		if (!pictureTypes.includes(file.type)) return;
		const made = URL.createObjectURL(file);
		setUrl(made);
		return () => URL.revokeObjectURL(made);
	}, [file]);
	const extension = /\.(\w{1,4})$/.exec(file.name)?.[1] ?? "";
	return (
		<div class="thumbnail" aria-hidden="true">
			<span>{extension}</span>
			{url && <img src={url} alt="" decoding="async" loading="lazy" onError={() => setUrl(undefined)} />}
		</div>
	);
}
