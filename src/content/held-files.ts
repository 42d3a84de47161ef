// Files that were kept from the page, and the way back in.
import type { WayIn } from "../core/attachment";

export type HeldFiles = {
	way: WayIn;
	/** Never empty. */
	files: readonly File[];
	/** The input, zone or composer that was to receive them. */
	target: Element;
	/** Hands files to the page as if they had just been picked, dropped or pasted. */
	release(files: readonly File[]): Promise<void>;
	/** Leaves the page as after a cancelled pick. */
	cancel(): void;
};

/** Who holds: asked first, while the event can still go on untouched. */
export type Holder = {
	isGuarded(): boolean;
	hold(held: HeldFiles): void;
};
