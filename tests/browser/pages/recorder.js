// A page that is as curious as it can be: runs first in it, looks everywhere, keeps every file that its code ever saw, and
// every event that told of one.
(() => {
	const seen = [];
	const events = [];
	const reading = [];
	const bySight = new Map();
	const watched = [];
	const problems = [];

	/** A listener may hear what happens in a frame below. */
	const realms = () => [window, ...Array.from(frames).filter(isOwn)];
	function isOwn(frame) {
		try {
			return frame.File !== undefined;
		} catch {
			return false;
		}
	}

	function realmOf(file) {
		if (file instanceof File) return "own";
		return realms().some((realm) => file instanceof realm.File) ? "frame" : "none";
	}

	function saw(reader, file, event) {
		if (!file) return;
		const files = bySight.get(reader) ?? new Set();
		bySight.set(reader, files);
		if (files.has(file)) return;
		files.add(file);
		const sight = {
			reader,
			name: file.name,
			type: file.type,
			lastModified: file.lastModified,
			path: file.webkitRelativePath,
			realm: realmOf(file),
			extensible: Object.isExtensible(file),
			event: event?.type,
			bytes: "",
		};
		seen.push(sight);
		reading.push(
			file.arrayBuffer().then(
				(buffer) => {
					sight.bytes = btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
				},
				(error) => {
					sight.bytes = `error: ${error}`;
				},
			),
		);
	}

	const fileInputs = () => [...document.querySelectorAll("input[type=file]"), ...watched];
	setInterval(() => {
		for (const input of fileInputs()) for (const file of input.files ?? []) saw("poll", file);
	}, 1);

	/** Where a drag leaves or a pick is cancelled by itself, nothing has been given: only those that we make are of interest. */
	const mayEnd = ["cancel", "dragleave"];

	function heard(place, event, target) {
		if (event.isTrusted && mayEnd.includes(event.type)) return;
		const holder = event.dataTransfer ?? event.clipboardData ?? target;
		// What is read twice is the same: a list, its files, and those of the items.
		const [list, again] = [holder?.files, holder?.files];
		const files = [...(list ?? [])];
		const items = [...(holder?.items ?? [])].filter(({ kind }) => kind === "file").map((item) => item.getAsFile());
		events.push({
			place,
			type: event.type,
			trusted: event.isTrusted,
			names: files.map(({ name }) => name),
			same:
				list === again &&
				files.every((file, index) => file === list[index] && (items.length === 0 || file === items[index])),
		});
	}

	function look(place) {
		return (event) => {
			const label = `${place} ${event.type}`;
			const target = event.composedPath()[0];
			heard(place, event, target);
			for (const file of target?.files ?? []) saw(`${label}: input.files`, file, event);
			if (target?.form) {
				for (const [, value] of new FormData(target.form))
					if (value instanceof File && value.name) saw(`${label}: FormData`, value, event);
			}
			const transfer = event.dataTransfer ?? event.clipboardData;
			for (const file of transfer?.files ?? []) saw(`${label}: files`, file, event);
			for (const item of transfer?.items ?? []) {
				if (item.kind !== "file") continue;
				saw(`${label}: getAsFile`, item.getAsFile(), event);
				walk(`${label}: entry`, item.webkitGetAsEntry?.(), event);
				const handle = item.getAsFileSystemHandle?.();
				if (handle)
					reading.push(
						handle
							.then((found) => open(`${label}: handle`, found, event))
							.catch((error) => problems.push(String(error))),
					);
			}
		};
	}

	/** Files of an entry, or of all below it. */
	function walk(reader, entry, event) {
		if (!entry) return;
		reading.push(
			new Promise((resolve) => {
				if (entry.isFile) return entry.file((file) => resolve(saw(`${reader}${deep(entry)}`, file, event)), resolve);
				const directory = entry.createReader();
				const more = () =>
					directory.readEntries((entries) => {
						for (const below of entries) walk(reader, below, event);
						if (entries.length > 0) more();
						else resolve();
					}, resolve);
				more();
			}),
		);
	}
	const deep = (entry) => (entry.fullPath.split("/").length > 2 ? " below" : "");

	async function open(reader, handle, event) {
		if (handle?.kind === "file") saw(reader, await handle.getFile(), event);
		if (handle?.kind === "directory")
			for await (const below of handle.values()) await open(`${reader} below`, below, event);
	}

	const types = ["input", "change", "drop", "paste", "beforeinput", ...mayEnd];
	for (const type of types) window.addEventListener(type, look("first"), true);
	addEventListener("dragover", (event) => event.preventDefault());
	const takeDrop = (event) => event.preventDefault();
	addEventListener("drop", takeDrop);

	window.recorder = {
		problems,
		saw,
		/** Looks at whatever reaches this element, detached ones and those in shadow trees too. */
		watch(element) {
			if (element.type === "file") watched.push(element);
			for (const type of types) element.addEventListener(type, look("target"));
			return element;
		},
		look,
		events,
		/** Leaves what is dropped to the browser. */
		leaveDrops: () => removeEventListener("drop", takeDrop),
		async all() {
			const late = new Promise((resolve) => setTimeout(resolve, 1000));
			let known = -1;
			while (known !== reading.length) {
				known = reading.length;
				await Promise.race([Promise.all(reading), late]);
			}
			return seen;
		},
	};
})();
