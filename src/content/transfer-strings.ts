// The text beside dropped or pasted files, which must survive the hold.
import type { TransferString } from "../core/page-line";

/** Every string of a transfer; it can be read only while its event is being handled. */
export function stringsOf(transfer: DataTransfer): TransferString[] {
	return transfer.types
		.filter((type) => type !== "Files")
		.map((type) => ({ type, data: transfer.getData(type) }))
		.filter(({ data }) => data !== "");
}
