// ID3v1's genres by number, which ID3v2 and iTunes tell by it too. https://id3.org/id3v2.3.0#Appendix_A_-_Genre_List_from_ID3v1

const genres =
	"Blues|Classic Rock|Country|Dance|Disco|Funk|Grunge|Hip-Hop|Jazz|Metal|New Age|Oldies|Other|Pop|R&B|Rap|Reggae|Rock|Techno|Industrial|Alternative|Ska|Death Metal|Pranks|Soundtrack|Euro-Techno|Ambient|Trip-Hop|Vocal|Jazz+Funk|Fusion|Trance|Classical|Instrumental|Acid|House|Game|Sound Clip|Gospel|Noise|Alt. Rock|Bass|Soul|Punk|Space|Meditative|Instrumental Pop|Instrumental Rock|Ethnic|Gothic|Darkwave|Techno-Industrial|Electronic|Pop-Folk|Eurodance|Dream|Southern Rock|Comedy|Cult|Gangsta Rap|Top 40|Christian Rap|Pop/Funk|Jungle|Native American|Cabaret|New Wave|Psychedelic|Rave|Showtunes|Trailer|Lo-Fi|Tribal|Acid Punk|Acid Jazz|Polka|Retro|Musical|Rock & Roll|Hard Rock".split(
		"|",
	);

/** Genres told as `17`, `(17)` or `(17)Rock`, by name. */
export function genreName(value: string): string {
	return value.replace(/^\(?(\d{1,2})\)?(?=$|;)|^\((\d{1,2})\)(?=\D)/, (whole, number?: string, before?: string) =>
		before === undefined ? (genres[Number(number)] ?? whole) : "",
	);
}
