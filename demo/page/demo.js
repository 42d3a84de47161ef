// The demo messenger's page. It takes files as messengers do, by clip, drop and paste, and sends them at once.
const conversations = [
	{
		id: "mara",
		kind: "converse-chat",
		address: "mara@pigeon.example",
		isEncrypted: true,
		name: "Mara Lindqvist",
		about: "last seen today",
		others: "Mara",
		initials: "ML",
		tint: "#c2185b",
		said: ["Did you get home all right?", "Send me that photo of the harbour!"],
	},
	{
		id: "street-party",
		kind: "converse-muc",
		address: "street-party@rooms.pigeon.example",
		isEncrypted: false,
		name: "Street Party 2026",
		about: "48 members",
		others: "all 48 of them",
		initials: "SP",
		tint: "#3f51b5",
		said: ["Noor: the band is booked!", "Ilse: who has pictures from last year?"],
	},
];

const sent = new Map(conversations.map(({ id }) => [id, []]));
const at = (id) => document.getElementById(id);
let open = conversations[0];

at("conversations").append(
	...conversations.map((conversation) =>
		element("li", {}, [
			element("button", { type: "button", onclick: () => show(conversation) }, [
				avatar(conversation),
				element("span", { textContent: conversation.name }),
			]),
		]),
	),
);
show(open);
showPhotos();

at("clip").onclick = () => at("file").click();
at("file").onchange = async () => {
	await sendAll(at("file").files);
	at("file").value = "";
};
at("text").onpaste = (event) => {
	if (event.clipboardData.files.length === 0) return;
	event.preventDefault();
	sendAll(event.clipboardData.files);
};
at("text").onkeydown = (event) => {
	if (event.key !== "Enter" || event.shiftKey) return;
	event.preventDefault();
	at("composer").requestSubmit();
};
at("composer").onsubmit = (event) => {
	event.preventDefault();
	const text = at("text").value.trim();
	at("text").value = "";
	if (text !== "") say(open, element("li", { className: "mine", textContent: text }));
};

const main = document.querySelector("main");
main.ondragenter = (event) => {
	at("zone").hidden = !event.dataTransfer.types.includes("Files");
};
main.ondragover = (event) => event.preventDefault();
main.ondragleave = (event) => {
	if (!main.contains(event.relatedTarget)) at("zone").hidden = true;
};
main.ondrop = (event) => {
	event.preventDefault();
	at("zone").hidden = true;
	sendAll(event.dataTransfer.files);
};

function show(conversation) {
	open = conversation;
	const part = element(conversation.kind, { id: "conversation" }, [...at("conversation").childNodes]);
	part.setAttribute("jid", conversation.address);
	at("conversation").replaceWith(part);
	document.title = `${conversation.name} · Pigeon`;
	at("name").textContent = conversation.name;
	at("about").textContent = conversation.about;
	at("about").className = conversation.kind === "converse-muc" ? "occupants-heading" : "";
	at("privacy").ariaLabel = conversation.isEncrypted ? "Encrypted" : "Not encrypted";
	at("privacy").firstElementChild.setAttribute("class", conversation.isEncrypted ? "fa fa-lock" : "fa fa-unlock");
	at("avatar").textContent = conversation.initials;
	at("avatar").style.setProperty("--tint", conversation.tint);
	at("text").ariaLabel = `Message ${conversation.name}`;
	at("text").placeholder = `Message ${conversation.name}`;
	at("text").focus();
	for (const [index, button] of document.querySelectorAll("#conversations button").entries())
		button.ariaCurrent = conversations[index] === conversation ? "page" : null;
	at("messages").replaceChildren(
		...conversation.said.map((text) => element("li", { textContent: text })),
		...sent.get(conversation.id),
	);
}

function say(conversation, message) {
	sent.get(conversation.id).push(message);
	if (conversation === open) at("messages").append(message);
	message.scrollIntoView();
}

async function sendAll(files) {
	const to = open;
	for (const file of [...files]) {
		const query = new URLSearchParams({ to: to.id, name: file.name });
		const answer = await fetch(`/send?${query}`, { method: "POST", body: file });
		const arrived = await answer.json();
		say(to, element("li", { className: "mine" }, [picture(arrived)]));
		showArrived(to, arrived);
	}
}

function showArrived(to, { name, size, says, unchanged, url, type }) {
	at("nothing").hidden = true;
	const card = element("li", {}, [
		...(type.startsWith("image/") ? [element("img", { src: url, alt: "" })] : []),
		element("p", { className: "name", textContent: name }),
		element("p", { className: "quiet", textContent: `to ${to.name} · ${size}` }),
		says.length > 0
			? element("p", { className: "tells", textContent: `What it tells ${to.others}` })
			: element("p", { className: "silent", textContent: "Tells nothing but what is in the picture" }),
		element(
			"dl",
			{},
			says.flatMap(({ what, value }) => [element("dt", { textContent: what }), element("dd", { textContent: value })]),
		),
		element("p", {
			className: "quiet",
			textContent: unchanged ? "The same bytes as on your disk." : "Other bytes than on your disk.",
		}),
	]);
	at("arrived").prepend(card);
}

function picture({ url, name, type }) {
	return type.startsWith("image/")
		? element("img", { src: url, alt: name })
		: element("span", { textContent: `${name}` });
}

async function showPhotos() {
	const { folder, photos } = await (await fetch("/photos")).json();
	at("folder").textContent = folder;
	at("photos").append(
		...photos.map(({ name, url }) =>
			element("li", {}, [
				element("a", { href: url, download: name, title: `Save ${name}` }, [element("img", { src: url, alt: name })]),
			]),
		),
	);
}

function avatar({ initials, tint }) {
	const mark = element("span", { className: "avatar", textContent: initials, ariaHidden: "true" });
	mark.style.setProperty("--tint", tint);
	return mark;
}

function element(tag, properties, children = []) {
	const made = Object.assign(document.createElement(tag), properties);
	made.append(...children);
	return made;
}
