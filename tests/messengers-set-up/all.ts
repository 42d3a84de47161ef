// The real messengers that the tests run, and two conversations of each.
import { haveConverse, startConverse } from "./converse";
import { haveTheLounge, startTheLounge } from "./the-lounge";

/** `alike` has nearly the name of another one. `title` is what the page shows, `to` what the server calls it; `says`: what is known of it. */
export const MESSENGERS = [
	{
		name: "Converse",
		here: haveConverse(),
		start: startConverse,
		sends: "at once",
		says: [/Sent as a photo, it keeps everything\..*Attaching it here sends it at once\./],
		direct: { title: "Juliet Capulet", to: "juliet@localhost" },
		group: { title: "team", to: "team@conference.localhost" },
		alike: { title: "Juliet Capello", to: "capello@localhost" },
	},
	{
		name: "The Lounge",
		here: haveTheLounge(),
		start: startTheLounge,
		sends: "with Send",
		says: [/uploads a file as soon as it is attached\./, /[Nn]ot end-to-end encrypted/],
		direct: { title: "carol", to: "carol" },
		group: { title: "#team", to: "#team" },
		alike: { title: "#teams", to: "#teams" },
	},
] as const;
