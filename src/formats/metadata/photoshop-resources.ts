// What Photoshop keeps beside a picture: IPTC, thumbnails, paths, and the Exif it was opened with. https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/
import type { Finding } from "../../core/finding";
import { bytesSource } from "../containers/byte-source";
import { readExif } from "./exif";
import { photoshopFindings, resourceData } from "./iptc";

/** Image resources that hold Exif. */
const exifResources = [0x0422, 0x0423];

/** @param start - where the resources stand in the file; `undefined` where they are packed. */
export async function resourceFindings(bytes: Uint8Array, start: number | undefined): Promise<Finding[]> {
	const findings = photoshopFindings(bytes, "resources", start);
	for (const id of exifResources) {
		for (const data of resourceData(bytes, id))
			findings.push(...(await readExif(bytesSource(data.slice()), 0)).findings);
	}
	return findings;
}
