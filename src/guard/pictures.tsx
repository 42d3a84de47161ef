// What is better looked at than read: where it was, what is hidden in it, which words were deleted.
import { useContext, useMemo, useState } from "preact/hooks";
import type { Finding, Picture } from "../core/finding";
import { words } from "../platform/words";
import { usePromise } from "../ui/use-promise";
import { useSteadyOrder } from "../ui/use-steady-order";
import type { Whereabouts as Place } from "./examine";
import { useObjectUrl } from "./object-url";
import { PlaceMap } from "./place-map";
import { LooksContext, PictureOf } from "./thumbnail";

/** More are not looked at. */
const mostPictures = 6;
/** What could be a picture of that many bytes is not shown: it is no thumbnail. */
const largestPicture = 32 * 1024 * 1024;

/** Where it was: the place, or the way that a film went. */
export function Whereabouts({ file, findings }: { file: File; findings: readonly Finding[] }) {
	const { map } = useContext(LooksContext);
	const picture = useMemo(() => whereaboutsIn(findings), [findings]);
	const { value } = usePromise(async () => picture && map(file, picture));
	return picture && <PlaceMap map={value} />;
}

/** Everything but the place. */
export function HiddenThings({ file, findings }: { file: File; findings: readonly Finding[] }) {
	const hidden = useMemo(() => hiddenIn(findings), [findings]);
	const others = useSteadyOrder(hidden, keyOf, mostPictures);
	if (others.length === 0) return undefined;
	return (
		<div class="pictures">
			{others.map((picture) => (
				<Shown key={keyOf(picture)} file={file} picture={picture} />
			))}
		</div>
	);
}

/** A track is one way; of single places the first is the most exact. */
function whereaboutsIn(findings: readonly Finding[]): Place | undefined {
	const pictures = findings.flatMap(({ picture }) => picture ?? []);
	return pictures.find((one) => one.type === "track") ?? pictures.find((one) => one.type === "place");
}

/** Each once, what shows something else first. */
function hiddenIn(findings: readonly Finding[]): readonly Picture[] {
	const pictures = findings.flatMap(({ picture }) => picture ?? []);
	const hidden = pictures.filter(({ type }) => type !== "place" && type !== "track");
	const once = [...new Map(hidden.map((picture) => [keyOf(picture), picture])).values()];
	const differs = (picture: Picture) => Number(picture.type === "image" && picture.differs === true);
	return once.sort((a, b) => differs(b) - differs(a));
}

/** The same for a picture that is found to differ. */
function keyOf(picture: Picture): string {
	return picture.type === "image" ? JSON.stringify({ ...picture, differs: undefined }) : JSON.stringify(picture);
}

function Shown({ file, picture }: { file: File; picture: Picture }) {
	switch (picture.type) {
		case "image":
			return <HiddenImage file={file} picture={picture} />;
		case "video":
			return <HiddenVideo file={file} picture={picture} />;
		case "deleted-text":
			return (
				<p class="deleted">
					<del>
						<bdi>{picture.text}</bdi>
					</del>
				</p>
			);
		case "place":
		case "track":
			return undefined;
		default:
			return picture satisfies never;
	}
}

function HiddenImage({ file, picture }: { file: File; picture: Picture & { type: "image" } }) {
	const { range, mime, differs } = picture;
	const bytes = useMemo(() => file.slice(range.start, range.end, mime), [file, range, mime]);
	const url = useObjectUrl(bytes);
	const size = range.end - range.start;
	const [isBroken, setBroken] = useState(false);
	if (size > largestPicture || !mime.startsWith("image/")) return undefined;
	const caption = words(differs ? "hiddenDiffers" : "hiddenPicture");
	return (
		<figure class="hidden-picture">
			<div>
				<span class="seen">
					<PictureOf file={file} />
				</span>
				{isBroken ? <Unshown /> : url && <img src={url} alt={caption} onError={() => setBroken(true)} />}
			</div>
			<figcaption>{caption}</figcaption>
		</figure>
	);
}

function HiddenVideo({ file, picture: { range, mime } }: { file: File; picture: Picture & { type: "video" } }) {
	const bytes = useMemo(() => file.slice(range.start, range.end, mime), [file, range, mime]);
	const url = useObjectUrl(bytes);
	const [isBroken, setBroken] = useState(false);
	return (
		<figure class="hidden-video">
			{isBroken ? (
				<Unshown />
			) : (
				url && (
					<video
						src={url}
						controls
						muted
						playsInline
						preload="metadata"
						aria-label={words("hiddenVideo")}
						onError={() => setBroken(true)}
					/>
				)
			)}
			<figcaption>{words("hiddenVideo")}</figcaption>
		</figure>
	);
}

/** In the place of what turns out to be damaged, or in a coding that the browser does not know: nothing moves. */
function Unshown() {
	return <p class="unshown">{words("hiddenUnshown")}</p>;
}
