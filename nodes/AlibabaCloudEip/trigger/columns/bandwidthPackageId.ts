import { readText } from '../record/record';
import { defineColumn } from './Column';

/** The bandwidth package that it is in; empty for none. */
export const bandwidthPackageIdColumn = defineColumn<string>({
	name: 'bandwidthPackageId',
	read: ({ BandwidthPackageId }) => readText(BandwidthPackageId),
	isEqual: (one, other) => one === other,
	atAllocation: '',
	unknown: '?',
	encode: (id, texts) => (id === '' ? '' : texts.refer(id)),
	decode: (text, texts) => (text === '' ? '' : texts.read(text)),
});
