// Element, a Matrix client, at its makers' and self-hosted. https://github.com/element-hq/element-web
// src/components/views/rooms/RoomHeader/RoomHeader.tsx, run and read in 1.11.88.
import { elementHosts } from "./hosts";
import { adapterOf } from "./reading/site";

export const element = adapterOf(() => ({
	id: "element",
	name: "Element",
	hosts: elementHosts,
	marks: ["#matrixchat"],
	// A thread beside the room is in the same room.
	scopes: [".mx_RoomView", "body"],
	ids: [/#\/room\/([^/?]+)/u],
	titles: [".mx_RoomHeader_truncated", ".mx_RoomHeader_heading", ".mx_RoomHeader_nametext", ".mx_RoomHeader_name"],
	kinds: [
		[".mx_RoomHeader .mx_Verified, .mx_RoomHeader .mx_Untrusted", "direct"],
		[".mx_RoomHeader_members", "group"],
	],
	members: [".mx_RoomHeader_members@aria-label", ".mx_RoomHeader_members"],
	security: [[".mx_MessageComposer_e2eIcon", "end-to-end"]],
	composers: [".mx_BasicMessageComposer_input", ".mx_MessageComposer [role=textbox]"],
	send: [".mx_MessageComposer_sendMessage", ".mx_UploadConfirmDialog [data-testid=dialog-primary-button]"],
}));
