import type { IDataObject } from 'n8n-workflow';
import { findLockReasons } from '../../output/simplifyElasticIp';
import { createLetters } from '../encoding/text';
import { defineColumn } from './Column';

const letters = createLetters({ financial: 'f', security: 's', sharedPool: 'p' });

/** Why it is locked, an empty list if it is not; undefined if unknown. */
export function readLocks(elasticIp: IDataObject): string[] | undefined {
	return findLockReasons(elasticIp)?.sort();
}

/** Why it is locked; an empty list if it is not. */
export const locksColumn = defineColumn<string[]>({
	name: 'locks',
	read: readLocks,
	isEqual: (one, other) =>
		one.length === other.length && one.every((reason, index) => reason === other[index]),
	atAllocation: [],
	unknown: '?',
	encode: (locks) => locks.map(letters.encode).join('+'),
	decode: (text) => (text === '' ? [] : text.split('+').map(letters.decode)),
	show: (locks) => ({
		raw: { OperationLocks: { LockReason: locks.map((LockReason) => ({ LockReason })) } },
		simplified: { lockReason: locks.join(', ') || null },
	}),
});
