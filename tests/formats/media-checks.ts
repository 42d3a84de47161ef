// What tests of films and songs ask besides: coded packets, and ExifTool's private tags.
import { exiftool, output } from "../tools";
import { withFiles } from "./checks";

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** A hash per stream of picture and sound of its coded packets, or of what they decode to, through all files in their order. */
export function packetsOf(files: Files, { decoded = false } = {}): string[] {
	const hashes = withFiles(files, (paths) =>
		output(
			"ffmpeg",
			...["-v", "error"],
			...paths.flatMap((path) => ["-i", path]),
			...paths.flatMap((_, index) => ["-map", `${index}:V?`, "-map", `${index}:a?`]),
			...(decoded ? [] : ["-c", "copy"]),
			...["-f", "streamhash", "-hash", "md5", "-"],
		),
	);
	return `${hashes}`.trim().split("\n");
}

/** What ExifTool finds that is not about coding, size, duration and how to play, per file. */
export function privateMediaTags(files: Files): Record<string, string[]> {
	const tags = withFiles(files, exiftool);
	return Object.fromEntries(
		Object.keys(files).map((name, index) => [
			name,
			Object.entries(tags[index] ?? {})
				.filter(([tag, value]) => !harmless.some((pattern) => pattern.test(tag)) && !/^[\s0:.-]*$/.test(String(value)))
				.map(([tag, value]) => `${tag}=${value}`),
		]),
	);
}

const harmless = [
	/^(SourceFile$|ExifTool:|System:|File:|Composite:)/,
	/^(QuickTime|Track\d+|Meta):(MajorBrand|MinorVersion|CompatibleBrands|MediaData(Size|Offset)|.*HeaderVersion|TimeScale|.*Duration|Preferred\w+|Preview\w+|PosterTime|Selection\w+|CurrentTime|NextTrackID|MatrixStructure|Track(ID|Layer|Volume|Property)|Image(Width|Height)|MediaTimeScale|MediaLanguageCode|Handler(Type|Class)|GraphicsMode|OpColor|CompressorID|SourceImage\w+|[XY]Resolution|BitDepth|PixelAspectRatio|VideoFrameRate|Balance|Audio\w+|BufferSize|\w+Bitrate|ColorProfiles|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag|MovieFragmentSequence|LoopStyle|PlaybackFrameRate|OtherFormat|Gen\w+|Text(Font|Size|Color)|BackgroundColor|FontName|Sample(Time|Duration)|Text)$/,
	/^iTunes:iTunSMPB$/,
	/^(EBML|Matroska|Info|Track\d+|Chapter\d*):(EBML\w*|Doc\w+|\w*(Scale|Duration)|Track(Number|UID|Type|Used|Default|Forced|Lacing|Language)|\w*Language\w*|CodecID|Codec(Delay|Private|DecodeAll)|SeekPreRoll|Video(FrameRate|ScanType|CodecID)|Image(Width|Height)|Display(Width|Height|Unit)|Audio\w+|Color\w*|\w*Codec\w*|AlphaMode)$/,
	/^(MPEG|AAC|FLAC|Opus|Vorbis|Theora):(MPEGAudioVersion|AudioLayer|AudioBitrate|SampleRate|ChannelMode|MSStereo|IntensityStereo|CopyrightFlag|OriginalMedia|Emphasis|VBR\w+|Encoder|Lame\w+|ProfileType|Channels|BlockSize\w+|FrameSize\w+|BitsPerSample|TotalSamples|MD5Signature|\w*Version|AudioChannels|\w+Bitrate|OutputGain)$/,
	/:Replay-?Gain\w*$/i,
	// Fonts, which subtitles need; that nothing else is attached is for our own readers to tell.
	/^Matroska:AttachedFile(Name|MIMEType|Data|UID)$/,
	/^RIFF:(RIFFSize|DataSize|NumberOfSamples)64$/,
	/^(RIFF|AIFF):(Encoding|NumChannels|SampleRate|AvgBytesPerSec|BitsPerSample|Sample(Size|Frames)|NumSample\w+|CompressionType|FrameRate|MaxDataRate|\w*FrameCount|Stream(Count|Type)|Image(Width|Height)|Video\w+|Audio\w+|Quality|BMPVersion|Planes|BitDepth|Compression|ImageLength|PixelsPerMeter[XY]|Num\w*Colors|NumColors|TotalFrameCount|FormatVersionTime)$/,
];
