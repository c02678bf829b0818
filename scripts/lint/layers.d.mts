/** A part of the shipped code. */
export interface Layer {
	/** Below `nodes/AlibabaCloudEip/`, but for that of the credential. */
	name: string;
	/** Its files, as a regular expression. */
	files: string;
	/** What is in it, in Markdown. */
	holds: string;
}

export const layers: Layer[];
