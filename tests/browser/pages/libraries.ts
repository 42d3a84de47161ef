// The same ways in, on pages of libraries that people really use; `libraries/NAME.js` is the page's own code.
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { drop, pasteFiles, pick } from "../harness/give";
import type { WayIn } from "./ways-in";

type Library = {
	name: string;
	module: string;
	/** What its own code must have seen, by each way: the reader's name, and where the file is given to it. */
	pick?: readonly [reader: string, control: string];
	drop?: readonly [reader: string, zone: string];
	paste?: readonly [reader: string, composer: string];
};

const UPPY = fileURLToPath(new URL("../../../node_modules/@uppy/core", import.meta.url));
const zone = "#zone-of-library";
const text = "#text-of-library";

const LIBRARIES: readonly Library[] = [
	{
		name: "React",
		module: "react",
		pick: ["React onChange", "#in"],
		drop: ["React onDrop", zone],
		paste: ["React onPaste", text],
	},
	{ name: "Vue", module: "vue", pick: ["Vue @change", "#in"], drop: ["Vue @drop", zone], paste: ["Vue @paste", text] },
	{ name: "react-dropzone", module: "react-dropzone", pick: ["react-dropzone", zone], drop: ["react-dropzone", zone] },
	{ name: "Dropzone", module: "dropzone", pick: ["Dropzone", zone], drop: ["Dropzone", zone] },
	{
		name: "Uppy Dashboard",
		module: "uppy",
		pick: ["Uppy Dashboard", ".uppy-Dashboard-browse"],
		drop: ["Uppy Dashboard", ".uppy-Dashboard-AddFiles"],
		paste: ["Uppy Dashboard", ".uppy-Dashboard-AddFiles"],
	},
	{ name: "Uppy DropTarget", module: "uppy", drop: ["Uppy DropTarget", zone] },
	{
		name: "FilePond",
		module: "filepond",
		pick: ["FilePond", ".filepond--label-action"],
		drop: ["FilePond", ".filepond--drop-label"],
		// Not while a text field of the page has the focus.
		paste: ["FilePond", "h2"],
	},
	{ name: "Quill", module: "quill", drop: ["Quill", ".ql-editor"], paste: ["Quill", ".ql-editor"] },
];

export const WAYS_INTO_LIBRARIES: readonly WayIn[] = LIBRARIES.flatMap(({ name, module, ...ways }): WayIn[] => {
	const html = `<div id="app"></div>`;
	return [
		...(ways.pick
			? [
					{
						name: `${name}: pick`,
						way: "pick" as const,
						html,
						module,
						reaches: [ways.pick[0]],
						give: givePick(ways.pick[1]),
					},
				]
			: []),
		...(ways.drop
			? [
					{
						name: `${name}: drop`,
						way: "drop" as const,
						html,
						module,
						reaches: [ways.drop[0]],
						give: giveDrop(ways.drop[1]),
					},
				]
			: []),
		...(ways.paste
			? [
					{
						name: `${name}: paste`,
						way: "paste" as const,
						html,
						module,
						reaches: [ways.paste[0]],
						give: givePaste(ways.paste[1]),
					},
				]
			: []),
	];
});

function givePick(control: string): WayIn["give"] {
	return async ({ page, photo }) => {
		await page.waitForSelector(control, { visible: true });
		await pick(page, () => page.click(control), [photo]);
	};
}

function giveDrop(zone: string): WayIn["give"] {
	return ({ bench, page, photo }) => drop(bench, page, zone, [photo]);
}

function givePaste(composer: string): WayIn["give"] {
	return async ({ bench, page, photo }) => {
		await page.waitForSelector(composer, { visible: true });
		await pasteFiles(bench, page, composer, [photo]);
	};
}

/** The libraries' pages as a browser loads them, by path. */
export async function buildLibraries(): Promise<Readonly<Record<string, string | Uint8Array>>> {
	const modules = [...new Set(LIBRARIES.map(({ module }) => module))];
	const input = Object.fromEntries(
		modules.map((module) => [module, fileURLToPath(new URL(`libraries/${module}.js`, import.meta.url))]),
	);
	const built = await build({
		configFile: false,
		logLevel: "error",
		publicDir: false,
		// Beside ours npm gives each part of Uppy a preact of its own, and hooks work within one alone.
		resolve: { alias: [{ find: /^preact/, replacement: `${UPPY}/node_modules/preact` }] },
		define: { "process.env.NODE_ENV": `"production"`, __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false" },
		build: {
			write: false,
			modulePreload: false,
			cssCodeSplit: true,
			rollupOptions: { input, output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" } },
		},
	});
	const outputs = Array.isArray(built) ? built : [built];
	return Object.fromEntries(
		outputs.flatMap((one) =>
			"output" in one
				? one.output.map((file) => [`/${file.fileName}`, file.type === "chunk" ? file.code : file.source])
				: [],
		),
	);
}
