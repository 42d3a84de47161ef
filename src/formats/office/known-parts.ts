// What the XML parts of a document are for, by the relationship that leads to them: those that programs are known to write
// and our rules read. A part of any other kind is said not to have been checked. ECMA-376, [MS-OI29500], [MS-DOCX], [MS-XLSX], [MS-PPTX]

const known = [
	...["officeDocument", "core-properties", "extended-properties", "custom-properties", "customXml", "customXmlProps"],
	...[
		"theme",
		"themeOverride",
		"drawing",
		"vmlDrawing",
		"legacyDiagramText",
		"control",
		"extensibility",
		"quickStyles",
	],
	...["chart", "chartEx", "chartsheet", "chartUserShapes", "chartStyle", "chartColorStyle"],
	...["diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing"],
	...[
		"people",
		"documenttasks",
		"classificationlabels",
		"origin",
		"signature",
		"webextension",
		"webextensiontaskpanes",
	],
	// Word
	...["styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering", "footnotes", "endnotes"],
	...["header", "footer", "glossaryDocument", "subDocument", "recipientData", "keyMapCustomizations", "wordVbaData"],
	...["comments", "commentsExtended", "commentsIds", "commentsExtensible", "aFChunk"],
	// Excel
	...["worksheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet", "sharedStrings", "calcChain", "sheetMetadata"],
	...["table", "tableSingleCells", "queryTable", "xmlMaps", "volatileDependencies", "ctrlProp", "connections"],
	...["pivotTable", "pivotCacheDefinition", "pivotCacheRecords", "slicer", "slicerCache", "timeline", "timelineCache"],
	...["externalLink", "revisionHeaders", "revisionLog", "usernames", "threadedComment", "person", "namedSheetView"],
	...["rdRichValue", "rdRichValueStructure", "rdRichValueTypes", "rdRichValueWebImage", "rdArray", "richStyles"],
	...["rdSupportingPropertyBag", "rdSupportingPropertyBagStructure", "FeaturePropertyBag", "customData"],
	// PowerPoint
	...["slide", "slideMaster", "slideLayout", "notesMaster", "notesSlide", "handoutMaster", "slideUpdateInfo"],
	...["presProps", "viewProps", "tableStyles", "commentAuthors", "authors", "tags", "changesInfo", "revisionInfo"],
] as const;

const types: ReadonlySet<string> = new Set(known);

export function isKnownPart(type: string): boolean {
	return types.has(type);
}
