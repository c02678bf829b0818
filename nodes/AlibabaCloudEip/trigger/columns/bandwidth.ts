import type { IDataObject } from 'n8n-workflow';
import { readNumber } from '../record/record';
import { defineColumn } from './Column';

/** The bandwidth in force in Mbit/s; undefined if unknown. */
export function readBandwidth({ Bandwidth }: IDataObject): number | undefined {
	return readNumber(Bandwidth);
}

/** The bandwidth in force in Mbit/s. */
export const bandwidthColumn = defineColumn<number>({
	name: 'bandwidth',
	read: readBandwidth,
	isEqual: (one, other) => one === other,
	unknown: '',
	encode: String,
	decode(text) {
		const bandwidth = Number(text);
		if (Number.isNaN(bandwidth)) throw new Error('Not a bandwidth');
		return bandwidth;
	},
	show: (bandwidth) => ({ raw: { Bandwidth: String(bandwidth) }, simplified: { bandwidth } }),
});
