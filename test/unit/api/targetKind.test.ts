import { targetKindOf } from '../../../nodes/AlibabaCloudEip/api/targetKind';

test.each([
	['i-2zebb08phyczzawe5abcd', 'EcsInstance'],
	['eni-bp1d66qjxb3qoin3abcd', 'NetworkInterface'],
	['lb-bp1b6c719dfa08ex5abcd', 'SlbInstance'],
	['ngw-bp1uewa15k4iy5770abcd', 'Nat'],
	['havip-bp19o63nequs01i8dabcd', 'HaVip'],
	['10.0.0.1', 'IpAddress'],
	['172.16.0.1', 'IpAddress'],
	['172.31.255.255', 'IpAddress'],
	['192.168.0.9', 'IpAddress'],
])('%s is of the kind %s', (id, kind) => {
	expect(targetKindOf(id)).toBe(kind);
});

test.each([
	...['', 'i-', 'i', 'web-1', 'eip-25877c70gddh5abcd', 'cbwp-1', 'I-2zebb08phyczzawe5abcd'],
	...['i-a b', ' i-2zebb08phyczzawe5abcd', 'xi-2zebb08phyczzawe5abcd', 'i-2ze\n', 'constructor-x'],
	...['172.15.0.1', '172.32.0.1', '198.51.100.7', '11.0.0.1', '100.64.0.1'],
	...['10.0.0', '10.0.0.256', '10.0.0.1.2', '10.0.0.0/24', '10.0.0.1 ', '010.0.0.1000'],
])('%j is of no kind that can be told', (id) => {
	expect(targetKindOf(id)).toBeUndefined();
});
