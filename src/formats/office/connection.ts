// Where a workbook or a drawing fetches its data: servers, users, files. ECMA-376 part 1, 18.13 and [MS-VSDX] 2.2.5
import { attributeText, type XmlTag } from "../containers/xml";
import type { XmlEditor } from "../containers/xml-edits";
import { excerpt } from "../readable";
import type { ChangeLog } from "./change-log";

/** Excel's names for what tells it, and Visio's. */
const telling =
	/^(?:connection|command|odcFile|sourceFile|description|ConnectionString|Command|FileName|FriendlyName)$/;

/** The attributes are required, so they are emptied. */
export function cleanConnection(tag: XmlTag, editor: XmlEditor, log: ChangeLog, source: string): void {
	for (const attribute of editor.attributes(tag)) {
		const value = attributeText(editor.xml, attribute);
		if (value === "" || !telling.test(attribute.name)) continue;
		log.findings.push({
			...{ kind: "device", severity: "high", source, tag: "Connection", choice: "hiddenContent" },
			value: excerpt(value),
		});
		editor.setAttribute(attribute, "", "hiddenContent");
	}
}
