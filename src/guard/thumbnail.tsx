// What a file looks like: a small copy of the picture, the first frame of a film, or a page with the kind of document.
import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "../ui/icon";
import { useSeen } from "../ui/use-seen";
import type { Examiner } from "./examine";
import { useObjectUrl } from "./object-url";

/** What is looked at is made in the Worker. */
export type Looks = Pick<Examiner, "preview" | "map">;

export const LooksContext = createContext<Looks>({ preview: async () => undefined, map: async () => undefined });

export function Thumbnail({ file }: { file: File }) {
	const [kind] = file.type.split("/");
	/** Of hundreds of files few are ever looked at, and reading them all comes first. */
	const [box, isSeen] = useSeen<HTMLDivElement>();
	return (
		<div ref={box} class="thumbnail" aria-hidden="true">
			<Icon name={icons.find(([pattern]) => pattern.test(file.type))?.[1] ?? "page"} />
			<span>{/\.(\w{1,5})$/.exec(file.name)?.[1] ?? ""}</span>
			{isSeen && kind === "image" && <PictureOf file={file} />}
			{isSeen && kind === "video" && <FrameOf file={file} />}
		</div>
	);
}

const icons = [
	[/^image\//, "picture"],
	[/^video\//, "video"],
	[/^audio\//, "sound"],
	[/zip|compressed|archive|x-tar/, "archive"],
] as const satisfies readonly (readonly [RegExp, IconName])[];

/** The picture itself, small. */
export function PictureOf({ file }: { file: File }) {
	const { preview } = useContext(LooksContext);
	const canvas = useRef<HTMLCanvasElement>(null);
	const [isThere, setThere] = useState(false);
	useEffect(() => {
		let isWanted = true;
		preview(file).then((bitmap) => {
			const { current } = canvas;
			if (!bitmap || !isWanted || !current) return;
			Object.assign(current, { width: bitmap.width, height: bitmap.height });
			current.getContext("bitmaprenderer")?.transferFromImageBitmap(bitmap);
			setThere(true);
		});
		return () => {
			isWanted = false;
		};
	}, [file]);
	return <canvas ref={canvas} class={isThere ? "is-there" : ""} width="1" height="1" />;
}

function FrameOf({ file }: { file: File }) {
	const url = useObjectUrl(file);
	const [isThere, setThere] = useState(false);
	return (
		<video
			class={isThere ? "is-there" : ""}
			src={url}
			muted
			preload="metadata"
			tabIndex={-1}
			onLoadedData={() => setThere(true)}
		/>
	);
}
