// Builds the extension: `vite build --mode chrome|firefox|test-chrome|test-firefox`, and the command line with `--mode cli`.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crx, type ManifestV3Export } from "@crxjs/vite-plugin";
import { minify } from "@swc/core";
import { build, defineConfig, type Plugin, type Rolldown, type UserConfig } from "vite";
import manifest from "./manifest.json" with { type: "json" };
import { thirdPartyNotices } from "./scripts/notices";

/** What the test builds add to every list of match patterns, and nothing else. */
const testHosts = ["http://127.0.0.1/*", "http://localhost/*"];

/**
 * What reads files of these formats is loaded together, when the first of them shows up: one file packs better than its
 * modules one by one, and is read at once. What several of these files need is in the first of them, which the others load
 * too. What is in none comes by itself: documents, and formats that hardly anybody sends (icons, JPEG 2000, Photoshop, CR3).
 */
const loadedTogether = {
	// drawings and sound need base64
	pictures: ["bmp", "gif", "heif", "jpeg", "jxl", "png", "raw", "tiff", "webp", "containers/base64"],
	"sound-and-films": ["aac", "aiff", "audio-kind", "avi", "flac", "mp3", "mp4", "ogg", "wav"],
	matroska: ["matroska"],
	drawings: ["svg", "svgz"],
};

function fileOf(id: string, graph: Pick<Rolldown.PluginContext, "getModuleInfo">): string | undefined {
	const users = new Set([id]);
	for (const user of users) for (const importer of graph.getModuleInfo(user)?.importers ?? []) users.add(importer);
	const names = new Set(Array.from(users, (user) => /[\\/]src[\\/](?:formats[\\/])?(.+)\.ts/.exec(user)?.[1]));
	// What the Worker itself needs is there already.
	if (names.has("guard/worker")) return undefined;
	return Object.entries(loadedTogether).find(([, formats]) => formats.some((format) => names.has(format)))?.[0];
}

/** What a developer is told of a file that was refused stays out of what is shipped, where nobody can read it. */
function withoutDetails(): Plugin {
	const details = /(new InvalidFileError\(\s*"[a-z-]+"),\s*(?:`[^`]*`|"[^"]*"),?\s*\)/g;
	return {
		name: "without-details",
		enforce: "pre",
		transform: { filter: { id: /[\\/]src[\\/]formats[\\/]/ }, handler: (code) => code.replace(details, "$1)") },
	};
}

/** Of exifr the decoder alone is used, which is handed one directory: the options of its ways into a file stay out. */
function decoderOfExifr(): Plugin {
	return {
		name: "decoder-of-exifr",
		load: {
			filter: { id: /exifr[\\/]src[\\/]options\.mjs$/ },
			handler: () => "export const Options = Object, tiffBlocks = []",
		},
	};
}

/**
 * Every script once more through a minifier that takes tables of constants apart and puts functions where they are called:
 * scripts on a site become 4 % smaller by it, what reads files 3 %.
 */
function smaller(): Plugin {
	return {
		name: "smaller",
		generateBundle: {
			order: "post",
			async handler(_, bundle) {
				for (const file of Object.values(bundle)) {
					if (!file.fileName.endsWith(".js")) continue;
					const code = file.type === "chunk" ? file.code : file.source.toString();
					const options = {
						module: true,
						compress: { ecma: 2022, passes: 3, negate_iife: false },
						mangle: true,
					} as const;
					const result = await minify(code, options);
					if (file.type === "chunk") file.code = result.code;
					else file.source = result.code;
				}
			},
		},
	};
}

/** Our licence and everybody's whose work is in here go along. */
function licences(): Plugin {
	return {
		name: "licences",
		generateBundle() {
			const { root } = this.environment.config;
			this.emitFile({ type: "asset", fileName: "LICENSE.txt", source: readFileSync(join(root, "LICENSE")) });
			this.emitFile({ type: "asset", fileName: "NOTICES.txt", source: thirdPartyNotices(root) });
		},
	};
}

export default defineConfig(({ mode }) => (mode === "cli" ? commandLine() : extension(mode)));

function extension(mode: string): UserConfig {
	const isTest = mode.startsWith("test-");
	return {
		build: {
			outDir: `dist/${mode}`,
			emptyOutDir: true,
			target: mode.endsWith("firefox") ? "firefox140" : "chrome128",
			// Preloading fetches by <link>, which the extension's own policy refuses.
			modulePreload: false,
			// The map's countries are large, and come only when there is a place to show.
			chunkSizeWarningLimit: 800,
			rollupOptions: {
				input: {
					guard: "src/guard/guard.html",
					guardOfAddedSite: "src/guard/guard-of-added-site.html",
					welcome: "src/welcome/welcome.html",
					check: "src/check/check.html",
				},
			},
		},
		worker: {
			format: "es",
			plugins: () => [withoutDetails(), decoderOfExifr()],
			rollupOptions: {
				// Of exifr the decoder alone is used: what registers its ways into a file can go.
				treeshake: { manualPureFunctions: ["segmentParsers.set", "PluginList"] },
				output: {
					comments: { annotation: false },
					codeSplitting: {
						includeDependenciesRecursively: false,
						groups: [{ name: fileOf }],
					},
				},
			},
		},
		plugins: [
			licences(),
			crx({
				manifest: manifestFor(mode, isTest ? testHosts : []),
				browser: mode.endsWith("firefox") ? "firefox" : "chrome",
				contentScripts: { standaloneFiles: manifest.content_scripts.flatMap((script) => script.js) },
			}),
			injectedScripts(),
			smaller(),
		],
	};
}

/** Put into a page by the background or a popup, when they are needed. */
const injected = ["src/content/second-part", "src/on-demand/teach-name", "src/on-demand/diagnose"];

/**
 * The manifest lists none of them, so each is built beside it, under a name that says nothing of where it was built; and no
 * site can load them, by which it could tell that we are there.
 */
function injectedScripts(): Plugin {
	return {
		name: "injected-scripts",
		async generateBundle() {
			for (const name of injected) {
				const built = await build({
					configFile: false,
					publicDir: false,
					logLevel: "error",
					build: { write: false, lib: { entry: `${name}.ts`, formats: ["iife"], name: "injected" } },
				});
				const [first] = Array.isArray(built) ? built : [built];
				if (first === undefined || !("output" in first)) throw new Error(`nothing was built of ${name}`);
				this.emitFile({ type: "asset", fileName: `${name}.js`, source: first.output[0].code });
			}
		},
	};
}

function commandLine(): UserConfig {
	return {
		publicDir: false,
		build: {
			outDir: "dist/cli",
			emptyOutDir: true,
			target: "node20",
			ssr: "src/cli/index.ts",
			rollupOptions: { output: { entryFileNames: "last-look.js", codeSplitting: false } },
		},
		ssr: { noExternal: true },
	};
}

function isForAnySite({ js, world }: { js: string[]; world?: string }): boolean {
	return world === "MAIN" || js.includes("src/content/sites/any.ts");
}

function manifestFor(mode: string, extraHosts: readonly string[]): ManifestV3Export {
	const withExtra = <T extends { matches: string[] }>(entry: T): T => ({
		...entry,
		matches: [...entry.matches, ...extraHosts],
	});
	const { message_serialization, minimum_chrome_version, storage, browser_specific_settings, ...common } = manifest;
	return {
		...common,
		// Each browser warns of the other's keys.
		...(mode.endsWith("firefox")
			? { browser_specific_settings }
			: { message_serialization, minimum_chrome_version, storage }),
		host_permissions: [...manifest.host_permissions, ...extraHosts],
		// A page gets one script for the page's world and one for ours: the one that recognises what it is.
		content_scripts: manifest.content_scripts.map((script) => (isForAnySite(script) ? withExtra(script) : script)),
		web_accessible_resources: manifest.web_accessible_resources.map((entry, index) =>
			index === 0 ? withExtra(entry) : entry,
		),
	} as ManifestV3Export;
}
