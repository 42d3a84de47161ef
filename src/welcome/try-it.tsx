// Try it right there: a sample photo, what it gives away, and the same photo stripped, looked at again.
import { useEffect, useState } from "preact/hooks";
import { examiner, strippedOf, useExamined } from "../check/use-examined";
import { FileRow } from "../guard/file-row";
import { LooksContext } from "../guard/thumbnail";
import { words } from "../platform/words";
import { samplePhoto } from "./sample-photo";

const none: readonly File[] = [];

export function TryIt() {
	const [given, give] = useState(none);
	const [released, release] = useState(none);
	const [before] = useExamined(given);
	const [after] = useExamined(released);
	const [photo, setPhoto] = useState<{ file: File; url: string }>();
	useEffect(() => {
		samplePhoto().then((file) => setPhoto({ file, url: URL.createObjectURL(file) }));
	}, []);
	const stripped = before && strippedOf(before);
	return (
		<LooksContext.Provider value={examiner}>
			<section class="panel" aria-labelledby="tryTitle">
				<h2 id="tryTitle">{words("tryTitle")}</h2>
				<p>{words("tryWhy")}</p>
				{photo && !before && (
					<>
						<img class="sample" src={photo.url} alt={words("tryPhoto")} width="960" height="640" />
						<button type="button" class="primary" data-try onClick={() => give([photo.file])}>
							{words("tryLook")}
						</button>
					</>
				)}
				<div role="status" class="tried">
					{before && (
						<ul data-tried="before">
							<FileRow row={before} />
						</ul>
					)}
					{after && (
						<>
							<h3>{words("tryAfter")}</h3>
							<ul data-tried="after">
								<FileRow row={after} />
							</ul>
							<p>{words("trySame")}</p>
						</>
					)}
				</div>
				{stripped && !after && (
					<button type="button" class="primary" data-strip onClick={() => release([stripped])}>
						{words("tryStrip")}
					</button>
				)}
			</section>
		</LooksContext.Provider>
	);
}
