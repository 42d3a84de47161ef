// The real messengers that the tests run, and two conversations of each.
import { haveConverse, startConverse } from "./converse";
import { haveTheLounge, startTheLounge } from "./the-lounge";

/** `title` is what the page shows, `to` what the server calls it. */
export const MESSENGERS = [
	{
		name: "Converse",
		here: haveConverse(),
		start: startConverse,
		direct: { title: "Juliet Capulet", to: "juliet@localhost" },
		group: { title: "team", to: "team@conference.localhost" },
	},
	{
		name: "The Lounge",
		here: haveTheLounge(),
		start: startTheLounge,
		direct: { title: "carol", to: "carol" },
		group: { title: "#team", to: "#team" },
	},
] as const;
