// ExifTool's names for the frames of ID3v2, and the four-letter ids of those that had three. https://exiftool.org/TagNames/ID3.html

export const frameNames: Readonly<Record<string, string>> = {
	COMM: "Comment",
	IPLS: "InvolvedPeople",
	MCDI: "MusicCDIdentifier",
	OWNE: "Ownership",
	PCNT: "PlayCounter",
	POPM: "Popularimeter",
	PRIV: "Private",
	SYLT: "SynLyrics",
	TALB: "Album",
	TCMP: "Compilation",
	TCOM: "Composer",
	TCON: "Genre",
	TCOP: "Copyright",
	TDAT: "Date",
	TDEN: "EncodingTime",
	TDOR: "OriginalReleaseTime",
	TDRC: "RecordingTime",
	TDRL: "ReleaseTime",
	TDTG: "TaggingTime",
	TENC: "EncodedBy",
	TEXT: "Lyricist",
	TIME: "Time",
	TIPL: "InvolvedPeople",
	TIT1: "Grouping",
	TIT2: "Title",
	TIT3: "Subtitle",
	TLEN: "Length",
	TMCL: "MusicianCredits",
	TOAL: "OriginalAlbum",
	TOFN: "OriginalFileName",
	TOLY: "OriginalLyricist",
	TOPE: "OriginalArtist",
	TORY: "OriginalReleaseYear",
	TOWN: "FileOwner",
	TPE1: "Artist",
	TPE2: "Band",
	TPE3: "Conductor",
	TPE4: "InterpretedBy",
	TPOS: "PartOfSet",
	TPUB: "Publisher",
	TRCK: "Track",
	TRDA: "RecordingDates",
	TSOA: "AlbumSortOrder",
	TSOP: "PerformerSortOrder",
	TSOT: "TitleSortOrder",
	TSRC: "ISRC",
	TSSE: "EncoderSettings",
	TYER: "Year",
	UFID: "UniqueFileIdentifier",
	USER: "TermsOfUse",
	USLT: "Lyrics",
	XDOR: "OriginalReleaseTime",
};

/** ID3v2.2's ids of what people see, each followed by its successor's; others are told by their own. */
const successors =
	`COM COMM GEO GEOB PIC APIC POP POPM RVA RVAD TAL TALB TCM TCOM TCO TCON TCR TCOP TDA TDAT TEN TENC TOA TOPE
	TOF TOFN TP1 TPE1 TP2 TPE2 TP3 TPE3 TP4 TPE4 TPB TPUB TRC TSRC TRK TRCK TSS TSSE TT1 TIT1 TT2 TIT2 TT3 TIT3 TXT TEXT
	TXX TXXX TYE TYER UFI UFID ULT USLT WXX WXXX`.split(/\s+/);

/** The four-letter id of a frame of any version. */
export function frameId(id: string): string {
	return id.length === 3 ? (successors[successors.indexOf(id) + 1] ?? id) : id;
}
