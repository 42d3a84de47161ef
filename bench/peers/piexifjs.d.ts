// The one function of piexifjs that is measured; it brings no types. https://github.com/hMatoba/piexifjs
declare module "piexifjs" {
	const piexif: { remove(jpeg: string): string };
	export = piexif;
}
