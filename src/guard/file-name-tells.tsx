// What a file's name gives away, and what it will be called instead where the person wants that.
import { fileNameFinding } from "../core/file-name";
import { words } from "../platform/words";
import { Icon } from "../ui/icon";
import { Said } from "./findings";

export function FileNameTells({ name, newName }: { name: string; newName: string | undefined }) {
	const found = fileNameFinding(name);
	if (!found) return undefined;
	return (
		<ul class="findings">
			<li data-name-tells={found.kind} data-new-name={newName}>
				<Icon name="tag" />
				<Said kind={words("fileName")} stays={newName === undefined}>
					{words(`fileNameTells_${found.kind}`)}
					{newName !== undefined && ` ${words("fileNameBecomes", newName)}`}
				</Said>
			</li>
		</ul>
	);
}
