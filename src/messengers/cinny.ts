// Cinny, a Matrix client, at its makers' and self-hosted. https://github.com/cinnyapp/cinny
// src/app/features/room/RoomViewHeader.tsx, run and read in 4.2.2; its classes are made by machine.
import { cinnyHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const cinny = adapterOf(() => ({
	id: "cinny",
	name: "Cinny",
	hosts: cinnyHosts,
	marks: ["[data-editable-name=RoomInput]"],
	scopes: ["body"],
	// /home/ROOM, /direct/ROOM or /SPACE/ROOM, whose first sign is ! or #.
	ids: [/^[a-z]+:\/\/[^/]+\/(?:.*#\/)?[^/]+\/((?:!|%21|%23)[^/?#]+)/u],
	needsId: true,
	titles: ["header p", "header h3, header h5"],
	nearest: true,
	header: "header",
	kinds: [
		[{ address: /\/direct\/(?:!|%21|%23)/u }, "direct"],
		[{ address: /\/(?:!|%21|%23)/u }, "group"],
	],
	composers: ["[data-editable-name=RoomInput]"],
	send: [],
}));
