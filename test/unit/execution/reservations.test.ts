import {
	RESERVED_FOR,
	RESERVED_FOR_RETRY,
	Reservations,
} from '../../../nodes/AlibabaCloudEip/execution/reservations';

test('one has it until the end of the hour, or until it is given up', () => {
	const reservations = new Reservations();
	expect(reservations.take('eip-1', 'a', 0)).toBe(true);
	expect(reservations.take('eip-1', 'b', RESERVED_FOR - 1)).toBe(false);
	expect(reservations.take('eip-1', 'a', RESERVED_FOR - 1)).toBe(true);
	expect(reservations.isFree('eip-1', 'b', RESERVED_FOR)).toBe(false);
	const over = 2 * RESERVED_FOR - 1;
	expect(reservations.take('eip-1', 'b', over)).toBe(true);
	reservations.end('eip-1', 'a', over);
	expect(reservations.isFree('eip-1', 'a', over)).toBe(false);
	reservations.end('eip-1', 'b', over, RESERVED_FOR_RETRY);
	expect(reservations.isFree('eip-1', 'a', over + RESERVED_FOR_RETRY - 1)).toBe(false);
	expect(reservations.isFree('eip-1', 'b', over + RESERVED_FOR_RETRY - 1)).toBe(true);
	reservations.end('eip-1', 'b', over);
	expect(reservations.isFree('eip-1', 'a', over)).toBe(true);
});

test('where there is no place for one more nothing is taken, and none is forgotten', () => {
	const reservations = new Reservations();
	for (let count = 0; count < 1_000; count++) reservations.take(`eip-${count}`, 'a', 0);
	expect(reservations.take('eip-more', 'b', 1)).toBe(false);
	expect(reservations.take('eip-0', 'b', 1)).toBe(false);
	expect(reservations.take('eip-more', 'b', RESERVED_FOR)).toBe(true);
});

test('a key such as __proto__ is one like any other', () => {
	expect(new Reservations().isFree('__proto__', 'a', 0)).toBe(true);
	expect(new Reservations().isFree('constructor', 'a', 0)).toBe(true);
});
